"""Pay from feed text and feed fields: amounts, currency and period, each only when certain.

words < numbers < amounts < bounds: what is written; periods: for how long; places: whose pay;
stated < fields, prose: the one pay of a text, of a feed's fields, of a description.
"""

from jobs.lib.money.fields import stated_salary
from jobs.lib.money.periods import YEARLY, Period, period_of
from jobs.lib.money.prose import described_salary, has_money
from jobs.lib.money.stated import Salary, parse_salary

__all__ = [
    "YEARLY",
    "Period",
    "Salary",
    "described_salary",
    "has_money",
    "parse_salary",
    "period_of",
    "stated_salary",
]
