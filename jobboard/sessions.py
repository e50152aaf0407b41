"""The end of a session: a while after the last click, and some hours after signing in."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

BEGAN, SEEN = "began", "seen"  # in the session, in whole seconds since 1970
STEP = 60  # a session is written once a minute at most, as it may have to wait for an import


class SessionEndMiddleware:
    """Of the admin alone: nothing else reads a session, and no public page may vary by a cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.root = reverse("admin:index")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(self.root):
            return self.get_response(request)
        before = request.session.session_key
        now = int(time.time())
        if SESSION_KEY in request.session and (reason := _over(request, now)):
            logout(request)
            if request.method == "POST":
                reason += " What you had just sent was not saved."
            messages.warning(request, reason)
        response = self.get_response(request)
        session = request.session
        if SESSION_KEY in session:
            if session.session_key != before:  # as Django does when somebody signs in
                session[BEGAN] = session[SEEN] = now
            elif now - session.get(SEEN, now) >= STEP:
                session[SEEN] = now
        return response


def _over(request: HttpRequest, now: int) -> str:
    """Why this session is over; empty when it is not."""
    session = request.session
    if now - session.get(BEGAN, now) >= settings.SESSION_COOKIE_AGE:
        return f"You were signed out {settings.SESSION_COOKIE_AGE // 3600} hours after signing in."
    if now - session.get(SEEN, now) >= settings.SESSION_IDLE_AGE + STEP:
        return (
            f"You were signed out after {settings.SESSION_IDLE_AGE // 60} minutes without a click."
        )
    return ""
