"""The tiles that stand for employers without a logo."""

from __future__ import annotations

from django import template

from jobs.pictures.look import tint

register = template.Library()
register.filter("tint", tint)
