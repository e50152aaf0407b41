"""What pages show besides jobs and terms is counted too, so that a cache knows when to ask."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0010_places_by_one_name")]

    operations = [
        migrations.AddField(
            model_name="searchstate",
            name="pages",
            field=models.BigIntegerField(
                default=0,
                help_text="Raised when pages show something else that the search does not know",
            ),
        ),
        migrations.AddField(
            model_name="searchstate",
            name="changed_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now,
                help_text="When one of these numbers was last raised",
            ),
        ),
    ]
