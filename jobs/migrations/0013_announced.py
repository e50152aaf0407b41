"""What search engines have been told of our jobs."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0012_feed_switches")]

    operations = [
        migrations.CreateModel(
            name="Announced",
            fields=[
                ("job", models.BigIntegerField(primary_key=True, serialize=False)),
                ("address", models.CharField(help_text="Of its page, absolute", max_length=2000)),
                (
                    "changed_at",
                    models.DateTimeField(help_text="The job's own, when it was told of"),
                ),
            ],
            options={"verbose_name_plural": "announced"},
        ),
    ]
