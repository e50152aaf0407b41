"""The narrow rows of the search. `migrate` fills them when it has ended: see jobs/management."""

from django.db import migrations, models

# Matching visits a row for every hit, so the words themselves are kept beside the table.
NARROW = "ALTER TABLE jobs_words SET (toast_tuple_target = 128)"
USUAL = "ALTER TABLE jobs_words RESET (toast_tuple_target)"


def begin(apps, schema_editor):
    apps.get_model("jobs", "SearchState").objects.create(pk=1)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(NARROW)


def end(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(USUAL)


class Migration(migrations.Migration):
    dependencies = [("jobs", "0003_runs_that_can_be_trusted")]

    operations = [
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                ("job", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "version",
                    models.BigIntegerField(db_index=True, help_text="When the row was written"),
                ),
                (
                    "facts",
                    models.BinaryField(
                        help_text="Empty when the job is not for the public", null=True
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SearchState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.BigIntegerField(
                        default=0,
                        help_text="Of the rows written last: the order of commits is that of "
                        "versions",
                    ),
                ),
                (
                    "terms",
                    models.BigIntegerField(
                        default=0, help_text="Raised when names, spellings or facts of terms change"
                    ),
                ),
                (
                    "rules",
                    models.CharField(
                        blank=True,
                        help_text="By which rules all words and rows were written",
                        max_length=50,
                    ),
                ),
            ],
        ),
        migrations.RunPython(begin, end),
    ]
