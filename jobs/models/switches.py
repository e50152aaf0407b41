"""What an editor says of a term as a whole."""

from __future__ import annotations

from django.db import models


class Filterable(models.Model):
    """Abstract. A term that an editor can take out of the filters."""

    in_facets = models.BooleanField(
        "offered as a filter",
        default=True,
        db_default=True,
        help_text="Off: shown on its jobs only",
    )

    class Meta:
        abstract = True


class Reviewed(models.Model):
    """Abstract. A term of which there are few: an editor looks at each new one of a feed."""

    reviewed = models.BooleanField(
        default=True,
        db_default=True,
        help_text="Off: an import made it of a word nobody knew, and no editor has decided yet",
    )

    class Meta:
        abstract = True
