"""Whether a feed's jobs are marked up for search engines, and whether they may be passed on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0011_pages")]

    operations = [
        migrations.AddField(
            model_name="feed",
            name="has_markup",
            field=models.BooleanField(
                default=True,
                help_text="Off: search engines see its jobs as pages, and no longer as job postings",
                verbose_name="JobPosting markup",
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="is_redistributed",
            field=models.BooleanField(
                default=True,
                help_text="Off: its jobs are on the pages of this site alone, in no feed or API of ours",
                verbose_name="redistribution",
            ),
        ),
    ]
