"""Reports that come in floods are kept as numbers."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0015_quick_lists'),
    ]

    operations = [
        migrations.AddField(
            model_name='report',
            name='dropped',
            field=models.PositiveIntegerField(default=0, help_text='How many of these had other words, which were not kept'),
        ),
        migrations.AddField(
            model_name='report',
            name='times',
            field=models.PositiveIntegerField(default=1, help_text='How many reports it stands for'),
        ),
    ]
