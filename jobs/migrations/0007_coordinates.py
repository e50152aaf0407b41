"""Where towns lie, for searches within so many kilometres of one."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0006_dates"),
    ]

    operations = [
        migrations.AddField(
            model_name="place",
            name="latitude",
            field=models.FloatField(
                blank=True,
                help_text="Degrees north, WGS 84, of a town; both or none",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(-90),
                    django.core.validators.MaxValueValidator(90),
                ],
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="located_by",
            field=models.CharField(
                blank=True,
                choices=[("gazetteer", "the gazetteer"), ("editor", "an editor")],
                db_default="",
                default="",
                help_text="What an editor said, coordinates or none, no program changes",
                max_length=10,
                verbose_name="coordinates by",
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="longitude",
            field=models.FloatField(
                blank=True,
                help_text="Degrees east",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(-180),
                    django.core.validators.MaxValueValidator(180),
                ],
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude", None), ("longitude", None)),
                    models.Q(
                        ("latitude__isnull", False),
                        ("longitude__isnull", False),
                        ("latitude__range", (-90, 90)),
                        ("longitude__range", (-180, 180)),
                    ),
                    _connector="OR",
                ),
                name="place_coordinates",
                violation_error_message="Expected both coordinates or none.",
            ),
        ),
    ]
