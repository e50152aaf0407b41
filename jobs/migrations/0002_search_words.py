"""The table of search words: FTS5 on SQLite, tsvector on PostgreSQL. No triggers: see DESIGN."""

from django.db import migrations

CREATE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE jobs_words USING fts5("
        "title, skills, employer, body, tokenize = 'unicode61 remove_diacritics 0')",
    ],
    "postgresql": [
        # No foreign key: Django does not know this table and could no longer flush its own.
        "CREATE TABLE jobs_words (job_id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX jobs_words_words ON jobs_words USING gin (words)",
    ],
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE jobs_words")


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
