"""Which fields of a job stand where on its page."""

from __future__ import annotations

from typing import Any

DESCRIPTION = ("Description", {"fields": ("description", "preview")})
FACTS = ("Facts", {"fields": ("job_type", "level", "arrangement", "category", "industry")})
STATED = (("salary_min", "salary_max"), ("salary_currency", "salary_period"), "salary_text")
PAY = ("Pay", {"fields": (*STATED, ("pay_from", "pay_to"))})
DATES = ("Dates", {"fields": ("posted_on", "expires_on")})
SHOWN = ("state", "public_address", "applied_at", "markup", "hidden", "featured_until", "seen")
SEEN = ("first_seen_at", "last_confirmed", "changed_at")
CLOSED = ("closed_at", "closed_reason")

NEW: Any = (
    (None, {"fields": ("title", "employer", "apply_url", "featured_until", "seen")}),
    ("Description", {"fields": ("description",)}),
    FACTS,
    ("Pay", {"fields": STATED}),
    DATES,
)


def _page(*origin: Any) -> Any:
    return (
        (None, {"fields": ("title", "employer", "apply_url", *SHOWN)}),
        DESCRIPTION,
        FACTS,
        PAY,
        DATES,
        ("Where it comes from", {"fields": origin}),
    )


FROM_A_FEED = _page(("feed", "external_id"), "elsewhere", "apart", SEEN, CLOSED, "clicks", "kept")
BY_HAND = _page("feed", "elsewhere", "apart", SEEN, CLOSED, "clicks")

READ_ONLY = (
    *("state", "public_address", "applied_at", "markup", "elsewhere", "preview", "pay_from"),
    *("pay_to", "feed", "external_id", *SEEN, *CLOSED, "clicks", "kept"),
)
