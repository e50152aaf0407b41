"""The second factor of whoever is signed in: the step after his password, and his own page."""

from __future__ import annotations

from base64 import b32encode
from typing import Any

import segno
from django import forms
from django.contrib import admin, messages
from django.contrib.auth import REDIRECT_FIELD_NAME, authenticate, logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import login

from jobs.curation import second_factor

QUIET = 4  # modules of white around a QR code (ISO/IEC 18004)


class CodeForm(forms.Form):
    """Of an app that is in use, or of one that gives its first code."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )

    def __init__(self, *args: Any, user: Any, confirmed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.confirmed = user, confirmed

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        self.device, wait = second_factor.verify(self.user, code, confirmed=self.confirmed)
        if wait:
            raise ValidationError(f"Too many wrong codes: try again in {wait} seconds.")
        if self.device is None:
            raise ValidationError("This is not the code, or it was used before.")
        return code


class PasswordForm(forms.Form):
    """Asks who is signed in for his password again: failures count as those of signing in do."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        name = self.request.user.get_username()
        if authenticate(self.request, username=name, password=password) is None:
            raise ValidationError("This is not your password.")
        return password


@never_cache
@csrf_protect
def code(request: HttpRequest) -> HttpResponse:
    """After the password, for those who have a second factor."""
    if "leave" in request.POST:
        logout(request)
    if not second_factor.is_due(request.user):
        return redirect("admin:index")
    form = CodeForm(request.POST or None, user=request.user)
    if form.is_valid():
        request.session.cycle_key()
        login(request, form.device)
        return redirect(_next(request))
    shown = {"title": "Second factor", "form": form, "next": _next(request)}
    return _page(request, "admin/login_code.html", shown)


@sensitive_post_parameters()
def own(request: HttpRequest) -> HttpResponse:
    """Switched on, off, and given new backup codes by the one whose it is, and by no other."""
    user: Any = request.user
    device, waiting = second_factor.device_of(user), second_factor.begun(user)
    act = request.POST.get("act", "")
    if act == "confirm" and waiting and not device:
        form = CodeForm(request.POST, user=user, confirmed=False)
        if form.is_valid():
            codes = second_factor.confirm(user, form.device)
            login(request, form.device)
            return _codes(request, codes)
        return _own(request, device, waiting, code_form=form)
    password = PasswordForm(request.POST if act else None, request=request)
    if not act or not password.is_valid():
        return _own(request, device, waiting, form=password)
    if act == "codes" and device:
        return _codes(request, second_factor.new_backup_codes(user))
    if act == "off" and device:
        second_factor.switch_off(user, by=user.pk)
        messages.success(request, "Your password is enough from now on.")
    elif act == "begin" and not device:
        second_factor.begin(user)
    return redirect("admin:second-factor")


def _own(
    request: HttpRequest, device: Any, waiting: Any, *, form: Any = None, code_form: Any = None
) -> HttpResponse:
    user: Any = request.user
    shown: dict[str, Any] = {"title": "Second factor", "device": device}
    shown["form"] = form or PasswordForm(request=request)
    if device:
        shown["left"] = second_factor.backup_codes_left(user)
    elif waiting:
        shown |= {
            "code_form": code_form or CodeForm(user=user, confirmed=False),
            "key": " ".join(_in_fours(b32encode(waiting.bin_key).decode())),
            "qr": _qr(waiting.config_url),
        }
    return _page(request, "admin/second_factor.html", shown)


def _codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    shown = {"title": "Backup codes", "codes": [" ".join(_in_fours(one)) for one in codes]}
    return _page(request, "admin/backup_codes.html", shown)


def _page(request: HttpRequest, template: str, shown: dict[str, Any]) -> HttpResponse:
    return render(request, template, admin.site.each_context(request) | shown)


def _next(request: HttpRequest) -> str:
    told = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    ours = {request.get_host()}
    secure = request.is_secure()
    safe = url_has_allowed_host_and_scheme(told, allowed_hosts=ours, require_https=secure)
    return told if safe else "admin:index"


def _in_fours(text: str) -> list[str]:
    return [text[at : at + 4] for at in range(0, len(text), 4)]


def _qr(text: str) -> dict[str, Any]:
    """As an SVG needs it: its width in modules, and a path over the dark ones."""
    code = segno.make(text, error="m", micro=False)
    rows = enumerate(code.matrix_iter(border=QUIET))
    dark = (f"M{x} {y}h1v1h-1z" for y, row in rows for x, module in enumerate(row) if module)
    return {"size": code.symbol_size(border=QUIET)[0], "path": "".join(dark)}
