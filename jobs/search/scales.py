"""The filters by how much: pay a year, and days since a job was posted."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.conf import settings
from pyroaring import BitMap

from jobs.models import today
from jobs.search.choices import Choice
from jobs.search.memory import Snapshot
from jobs.search.memory.segment import code_of

POSTED_DAYS = ("1", "3", "7", "30")


class PostedChoice(Choice):
    """Days since the posting date, at most; of several the longest."""

    def known(self, values: list[str]) -> Collection[str]:
        return set(POSTED_DAYS).intersection(values)

    def jobs(self, values: tuple[str, ...]) -> BitMap:
        return posted_within(self.board, max(map(int, values)))


class SalaryChoice(Choice):
    """A yearly amount that the top of the range must reach; of several the lowest.

    Comparing never crosses currencies. Jobs whose pay is not stated, or not for a known period, may
    well reach it: they stay, unless the seeker leaves them out.
    """

    def known(self, values: list[str]) -> Collection[str]:
        return [text for text in values if re.fullmatch(r"[1-9][0-9]{0,8}", text, re.ASCII)]

    def jobs(self, values: tuple[str, ...]) -> BitMap:
        currency = self.parent.pay_currency
        enough = self.board.paying(code_of(currency), min(map(int, values)))
        return enough if self.parent.stated_only else enough | perhaps(self.board, currency)


class CurrencyChoice(Choice):
    """The currency in which `salary` is read; it filters nothing by itself."""

    single = True

    def known(self, values: list[str]) -> Collection[str]:
        return {settings.SITE_CURRENCY, *self.board.currencies}.intersection(values)

    def jobs(self, values: tuple[str, ...]) -> None:
        return None


class PayChoice(Choice):
    """`stated` leaves out the jobs that do not state their pay."""

    single = True

    def known(self, values: list[str]) -> Collection[str]:
        return {"stated"}.intersection(values)

    def jobs(self, values: tuple[str, ...]) -> BitMap:
        return self.board.stated


def perhaps(board: Snapshot, currency: str) -> BitMap:
    """Jobs of which nobody knows whether they reach an amount in this currency."""
    return board.unpaid & board.having("currency", [0, code_of(currency)])


def posted_within(board: Snapshot, days: int) -> BitMap:
    return board.posted_since(today().toordinal() - days)
