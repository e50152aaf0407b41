"""What editors decide about terms, and every spelling of an employer without its legal form."""

import django.utils.timezone
from django.db import migrations, models

BATCH = 2_000


def fill_bases(apps, schema_editor):
    aliases = apps.get_model("jobs", "EmployerAlias").objects
    last = 0
    while batch := list(aliases.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        for alias in batch:
            alias.base = _base(alias.text)
        aliases.bulk_update(batch, ["base"])


def _base(spelling):
    from jobs.models.employer import base_key  # what the board does today: only where it is asked

    return base_key(spelling)


class Migration(migrations.Migration):
    dependencies = [("jobs", "0008_twins")]

    operations = [
        migrations.AddField(
            model_name="employer",
            name="edited",
            field=models.JSONField(
                blank=True,
                default=list,
                editable=False,
                help_text="Facts that imports leave as an editor wrote them, or emptied them",
                verbose_name="edited by hand",
            ),
        ),
        migrations.AddField(
            model_name="employeralias",
            name="base",
            field=models.CharField(
                db_index=True,
                default="",
                editable=False,
                help_text="Key of the spelling without its legal form",
                max_length=200,
            ),
            preserve_default=False,
        ),
        migrations.RunPython(fill_bases, migrations.RunPython.noop),
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(help_text="Name of the model of the term", max_length=20),
                ),
                ("slug", models.CharField(max_length=100)),
                ("term", models.BigIntegerField(help_text="Primary key of the term it leads to")),
                (
                    "name",
                    models.CharField(help_text="What the merged term was called", max_length=200),
                ),
                ("merged_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "term"], name="former_slugs_of_term")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "slug"), name="former_slug_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="NotSame",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(help_text="Name of the model of the terms", max_length=20),
                ),
                ("one", models.BigIntegerField(help_text="The lower primary key of the two")),
                ("other", models.BigIntegerField()),
                (
                    "user",
                    models.BigIntegerField(help_text="Primary key of the editor who said so"),
                ),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "one", "other"), name="not_same_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))),
                        name="not_same_in_order",
                    ),
                ],
            },
        ),
    ]
