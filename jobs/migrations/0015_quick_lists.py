"""What few jobs have is found without reading all of them, in lists of editors."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0014_curation")]

    operations = [
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                condition=models.Q(("edited", []), _negated=True), fields=["id"], name="job_edited"
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                condition=models.Q(("apart", True)), fields=["id"], name="job_apart"
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                condition=models.Q(("featured_until__isnull", False)),
                fields=["featured_until"],
                name="job_featured",
            ),
        ),
    ]
