"""How the facts of a job are written, in the language of the reader. Unknown ones are nothing."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jobs.models import Job
from jobs.search.cards import Card

PERIODS = {
    "hour": _("%(pay)s an hour"),
    "day": _("%(pay)s a day"),
    "week": _("%(pay)s a week"),
    "month": _("%(pay)s a month"),
    "year": _("%(pay)s a year"),
}


def salary(job: Job | Card) -> str:
    """ "CAD 139,378 – 189,378 a year"; the feed's own words where no amount was understood."""
    low, high = job.salary_min, job.salary_max
    if low is None:
        if high is None:
            return job.salary_text
        pay = gettext("up to %(amount)s") % {"amount": _amount(high)}
    elif high is None:
        pay = gettext("from %(amount)s") % {"amount": _amount(low)}
    elif low == high:
        pay = _amount(low)
    else:
        pay = gettext("%(low)s\u2009–\u2009%(high)s") % {"low": _amount(low), "high": _amount(high)}
    if currency := job.salary_currency:
        pay = gettext("%(currency)s %(amount)s") % {"currency": currency, "amount": pay}
    return PERIODS[job.salary_period] % {"pay": pay} if job.salary_period in PERIODS else pay


def _amount(amount: Decimal) -> str:
    places = 0 if amount == int(amount) else 2
    return str(number_format(amount, places, use_l10n=True, force_grouping=True))


def where(job: Job | Card) -> list[str]:
    """The places, then the arrangement unless a place tells it: "Remote, Canada"."""
    return [*(place.label for place in job.place_list), *filter(None, [arrangement(job)])]


def arrangement(job: Job | Card) -> str:
    """What the places do not tell."""
    told = job.arrangement == Job.Arrangement.REMOTE and any(p.remote for p in job.place_list)
    return "" if told else job.get_arrangement_display()
