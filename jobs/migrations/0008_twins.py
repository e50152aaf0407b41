"""What a description says, as a digest. The next run of each feed fills it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0007_coordinates")]

    operations = [
        migrations.AddField(
            model_name="job",
            name="text_key",
            field=models.BigIntegerField(
                editable=False,
                help_text="Digest of the description, unless it is short or cut",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="job",
            name="role_key",
            field=models.BigIntegerField(
                editable=False,
                help_text="Digest of employer, title and places, where there are places",
                null=True,
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(fields=["role_key", "feed", "text_key"], name="job_role"),
        ),
        migrations.AlterField(
            model_name="job",
            name="apart",
            field=models.BooleanField(
                default=False,
                help_text="Shown by itself, wherever else the same job is",
                verbose_name="always on its own",
            ),
        ),
        migrations.AlterField(
            model_name="job",
            name="same_as",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="The same job, which is shown in place of this one",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="twins",
                to="jobs.job",
            ),
        ),
    ]
