"""What editors decide and see: locks, blocks, merges that can be undone, reports, daily numbers."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def words_of_feeds(apps, schema_editor):
    """Nobody has looked at the words that feeds brought: of those, the position is the last."""
    for name in ("JobType", "Level"):
        apps.get_model("jobs", name).objects.filter(position=99).update(reviewed=False)


def feeds_tell_again(apps, schema_editor):
    """The next run of each feed says what it says of the fields that editors wrote."""
    apps.get_model("jobs", "Job").objects.exclude(edited=[]).update(content_hash="")


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0013_announced'),
    ]

    operations = [
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('external_id', models.CharField(max_length=255)),
                ('apply_key', models.BigIntegerField(db_index=True, help_text='`Job.apply_key` of the job when it was blocked', null=True)),
                ('title', models.CharField(help_text='Of the job when it was blocked', max_length=300)),
                ('employer', models.CharField(help_text='Its name at that time', max_length=200)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('user', models.BigIntegerField(help_text='Primary key of the editor who blocked it')),
                ('blocked_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ('-blocked_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='BoardDay',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('live', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ('-day',),
            },
        ),
        migrations.CreateModel(
            name='EmptySearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('words', models.CharField(help_text='Folded; empty for all beyond 1,000 a day', max_length=100)),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name_plural': 'searches without results',
                'ordering': ('-day', '-count', 'words'),
            },
        ),
        migrations.CreateModel(
            name='FeedValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(help_text='One of `Job.edited`', max_length=20)),
                ('value', models.JSONField(help_text='In the words of the feed: terms by their spellings')),
                ('told_at', models.DateTimeField(help_text='When an import last saw another value, or the first')),
                ('differs', models.BooleanField(default=True, help_text="It means another value than the job's")),
                ('is_news', models.BooleanField(default=False, help_text='It came after the edit, and no editor has saved the job since')),
            ],
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(help_text='Name of the model of the terms', max_length=20)),
                ('survivor', models.BigIntegerField(help_text='Primary key of the term that stayed')),
                ('told', models.CharField(help_text='What was merged into what, in names', max_length=1000)),
                ('jobs', models.PositiveIntegerField(help_text='How many were pointed to the survivor')),
                ('user', models.BigIntegerField(help_text='Primary key of who merged them')),
                ('merged_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_by', models.BigIntegerField(help_text='Primary key of who undid it', null=True)),
                ('was', models.JSONField(help_text='Terms, spellings, addresses and links as they were')),
            ],
            options={
                'ordering': ('-merged_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Once',
            fields=[
                ('digest', models.BigIntegerField(primary_key=True, serialize=False)),
                ('day', models.DateField(db_index=True)),
                ('count', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('closed', 'The job is no longer open'), ('scam', 'It asks for money, or looks like a fraud'), ('wrong', 'A fact is wrong'), ('discriminates', 'It discriminates'), ('other', 'Something else')], max_length=13)),
                ('text', models.CharField(blank=True, max_length=1000)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decision', models.CharField(blank=True, choices=[('dismissed', 'Nothing to do'), ('hidden', 'Job hidden'), ('closed', 'Job closed'), ('blocked', 'Job blocked for ever'), ('corrected', 'Job corrected')], max_length=9)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.BigIntegerField(help_text='Primary key of the editor', null=True)),
            ],
            options={
                'ordering': ('-made_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='RunChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('created', 'New'), ('updated', 'Changed'), ('closed', 'Closed'), ('reopened', 'Reopened'), ('held', 'Removal held')], max_length=8)),
                ('job', models.BigIntegerField(help_text='Primary key of the job')),
                ('title', models.CharField(help_text='Of the job when the run ended with it', max_length=300)),
                ('before', models.JSONField(help_text='Of a job written anew: the fields that changed, as a person reads them', null=True)),
                ('after', models.JSONField(help_text='The same fields, afterwards', null=True)),
            ],
            options={
                'ordering': ('job',),
            },
        ),
        migrations.CreateModel(
            name='Salt',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('salt', models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='Trial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=1000)),
                ('dialect', models.CharField(blank=True, max_length=50)),
                ('overrides', models.TextField(blank=True)),
                ('user', models.BigIntegerField(help_text='Primary key of the editor who asked')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(null=True)),
                ('problem', models.TextField(blank=True, help_text='Why nothing could be read')),
                ('report', models.JSONField(default=dict, help_text='What was found, once it has ended')),
            ],
            options={
                'ordering': ('-asked_at', '-pk'),
            },
        ),
        migrations.AddField(
            model_name='category',
            name='in_facets',
            field=models.BooleanField(db_default=True, default=True, help_text='Off: shown on its jobs only', verbose_name='offered as a filter'),
        ),
        migrations.AddField(
            model_name='category',
            name='reviewed',
            field=models.BooleanField(db_default=True, default=True, help_text='Off: an import made it of a word nobody knew, and no editor has decided yet'),
        ),
        migrations.AddField(
            model_name='employer',
            name='in_facets',
            field=models.BooleanField(db_default=True, default=True, help_text='Off: shown on its jobs only', verbose_name='offered as a filter'),
        ),
        migrations.AddField(
            model_name='importrun',
            name='address',
            field=models.CharField(blank=True, default='', help_text='Of the feed when it was read; empty of runs that kept nothing of single jobs', max_length=1000),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='importrun',
            name='kept_at',
            field=models.DateTimeField(blank=True, help_text='When an editor had the jobs of held removals kept', null=True),
        ),
        migrations.AddField(
            model_name='industry',
            name='in_facets',
            field=models.BooleanField(db_default=True, default=True, help_text='Off: shown on its jobs only', verbose_name='offered as a filter'),
        ),
        migrations.AddField(
            model_name='industry',
            name='reviewed',
            field=models.BooleanField(db_default=True, default=True, help_text='Off: an import made it of a word nobody knew, and no editor has decided yet'),
        ),
        migrations.AddField(
            model_name='job',
            name='featured_until',
            field=models.DateField(blank=True, help_text='Stands in front of lists until this day (UTC), included', null=True),
        ),
        migrations.AddField(
            model_name='jobtype',
            name='reviewed',
            field=models.BooleanField(db_default=True, default=True, help_text='Off: an import made it of a word nobody knew, and no editor has decided yet'),
        ),
        migrations.AddField(
            model_name='level',
            name='reviewed',
            field=models.BooleanField(db_default=True, default=True, help_text='Off: an import made it of a word nobody knew, and no editor has decided yet'),
        ),
        migrations.AddField(
            model_name='place',
            name='in_facets',
            field=models.BooleanField(db_default=True, default=True, help_text='Off: shown on its jobs only', verbose_name='offered as a filter'),
        ),
        migrations.AlterField(
            model_name='skill',
            name='in_facets',
            field=models.BooleanField(db_default=True, default=True, help_text='Off: shown on its jobs only', verbose_name='offered as a filter'),
        ),
        migrations.AddIndex(
            model_name='applyclicks',
            index=models.Index(fields=['day', 'job', 'count'], name='clicks_of_day'),
        ),
        migrations.AddField(
            model_name='block',
            name='feed',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='blocks', to='jobs.feed'),
        ),
        migrations.AddConstraint(
            model_name='emptysearch',
            constraint=models.UniqueConstraint(fields=('day', 'words'), name='empty_search_once_per_day'),
        ),
        migrations.AddField(
            model_name='feedvalue',
            name='job',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='feed_values', to='jobs.job'),
        ),
        migrations.AddIndex(
            model_name='importrun',
            index=models.Index(fields=['feed', '-started_at', '-id'], name='runs_of_feed'),
        ),
        migrations.AddIndex(
            model_name='merge',
            index=models.Index(fields=['kind', 'survivor'], name='merges_of_term'),
        ),
        migrations.AddField(
            model_name='report',
            name='job',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='jobs.job'),
        ),
        migrations.AddField(
            model_name='runchange',
            name='run',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='jobs.importrun'),
        ),
        migrations.AddField(
            model_name='trial',
            name='feed',
            field=models.ForeignKey(blank=True, help_text='What the document is compared with; empty for an address that is no feed yet', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='trials', to='jobs.feed'),
        ),
        migrations.AddConstraint(
            model_name='block',
            constraint=models.UniqueConstraint(fields=('feed', 'external_id'), name='block_once_per_job'),
        ),
        migrations.AddConstraint(
            model_name='feedvalue',
            constraint=models.UniqueConstraint(fields=('job', 'field'), name='feed_value_once_per_field'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('decision', '')), fields=['made_at'], name='reports_undecided'),
        ),
        migrations.AddConstraint(
            model_name='runchange',
            constraint=models.UniqueConstraint(fields=('run', 'kind', 'job'), name='change_once_per_run'),
        ),
        migrations.RunPython(words_of_feeds, migrations.RunPython.noop),
        migrations.RunPython(feeds_tell_again, migrations.RunPython.noop),
    ]
