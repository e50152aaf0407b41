"""What the pages of all terms share: no address and no spelling is forgotten, nothing that jobs
have is deleted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import smart_split, unescape_string_literal

from jobs.admin.base import link
from jobs.admin.merge import MergePages
from jobs.admin.offering import OfferPages
from jobs.admin.spellings import TermForm
from jobs.admin.split import SplitPages
from jobs.curation.reach import FIELDS, aliases, jobs_of
from jobs.importer import twins
from jobs.importer.store.told import meanings_changed
from jobs.models import FormerSlug, Job, NotSame
from jobs.models.term import key_of
from jobs.search import index, rows

SHOWN = 20  # jobs named on the page that says why a term cannot be deleted


class TermAdmin(SplitPages, MergePages):
    """A subclass names the field by which jobs have the term."""

    form = TermForm
    derived: frozenset[str] = frozenset()  # fields that follow from those an editor changed
    fixed: tuple[str, ...] = ()  # fields that nobody changes once the term is there
    list_display: tuple[Any, ...] = ("name", "slug", "live_jobs")
    search_fields = ("name",)
    search_help_text = "Name or any other spelling"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Every word, or words in quotes, stands in the name, or in another spelling as imports
        fold it.

        Spellings are looked through once a word, beside the terms: joined, they would be sorted to
        leave out what is found twice.
        """
        for bit in smart_split(search_term):
            quoted = len(bit) > 1 and bit[0] in "\"'" and bit[0] == bit[-1]
            word = unescape_string_literal(bit) if quoted else bit
            found = Q(name__icontains=word)
            if key := key_of(word):
                spelt = aliases(self.model).filter(key__contains=key).order_by()
                found |= Q(pk__in=spelt.values("term_id"))
            queryset = queryset.filter(found)
        return queryset, False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*self.readonly_fields, *(self.fixed if obj else ()))

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"slug": ("name",)}

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For a change as it is while no import writes: what the form shows may have aged."""
        if request.method == "POST":
            twins.lock()  # before the term: an import that writes jobs comes to it in this order
        return super().get_object(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:  # fetch_logos may be writing the other fields
            obj.save(update_fields={*form.changed_data, *self.derived})
            if "slug" in form.changed_data and obj.slug != form.initial["slug"]:
                FormerSlug.objects.leave(form.initial["slug"], obj)
            return
        twins.lock()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        # After the aliases of the form, which may hold the same spellings.
        super().save_related(request, form, formsets, change)
        term, before = form.instance, form.initial.get("name", "")
        for spelling in filter(None, (before, term.name)):
            term.learn(spelling)
        if change and before != term.name:
            index.put(jobs_of(self.model, [term.pk]))
        if form.has_changed() or any(one.new_objects or one.deleted_objects for one in formsets):
            meanings_changed(FIELDS[self.model])
            rows.terms_changed()

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What jobs have is not deleted: it would be taken from them without a word.

        Not even collected, as of a level that half of all jobs have.
        """
        terms = [term.pk for term in objs]
        jobs = Job.objects.filter(**{f"{self.jobs_by}__in": terms}).order_by("pk").distinct()
        found = list(jobs.only("pk", "title")[: SHOWN + 1])
        if not found:
            return super().get_deleted_objects(objs, request)
        named = [format_html("Job: {}", link(_address(job), job)) for job in found[:SHOWN]]
        rest = ["and more"] if len(found) > SHOWN else []
        return [], {}, set(), [*named, *rest]

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with self._deleting([obj.pk]):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with self._deleting(list(queryset.values_list("pk", flat=True))):
            super().delete_queryset(request, queryset)

    @contextmanager
    def _deleting(self, terms: Sequence[int]) -> Iterator[None]:
        with transaction.atomic():
            twins.lock()
            jobs = jobs_of(self.model, terms)  # that an import linked since the editor was asked
            FormerSlug.objects.of(self.model).filter(term__in=terms).delete()
            NotSame.objects.forget(self.model, terms)
            yield
            index.put(jobs)
            meanings_changed(FIELDS[self.model])
            rows.terms_changed()


class FilterAdmin(OfferPages, TermAdmin):
    """Of terms that can be filters."""

    actions: Sequence[Any] = ("merge", "offer", "withhold")
    list_filter: ClassVar[Any] = ("in_facets",)


def _address(job: Job) -> str:
    return reverse("admin:jobs_job_change", args=[job.pk])
