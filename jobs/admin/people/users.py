"""People and their roles. Nobody can give away, or take from another, more than he has himself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django_otp.plugins.otp_totp.models import TOTPDevice

from jobs.admin.history import Told
from jobs.curation import roles

if TYPE_CHECKING:  # at run time this class takes no parameters
    Users = UserAdmin[User]
else:
    Users = UserAdmin

admin.site.unregister((User, Group))
ALONE = {"is_superuser", "user_permissions"}  # a superuser gives them


@admin.register(User)
class PeopleAdmin(Told, Users):
    list_display = ("username", "role", "email", "is_active", "second_factor", "last_login")
    list_filter = ("is_active", "groups", "is_superuser")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        (
            "What he may do",
            {
                "fields": ("is_active", "is_staff", "groups", "is_superuser", "user_permissions"),
                "description": "Who leaves is no longer active: what he did stays in the history.",
            },
        ),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "usable_password", "password1", "password2", "groups"),
            },
        ),
    )
    readonly_fields = ("last_login", "date_joined")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        people: QuerySet[Any] = super().get_queryset(request)
        people = people.annotate(has_device=Exists(devices))
        return people.prefetch_related("groups")

    @admin.display(description="role")
    def role(self, user: User) -> str:
        if user.is_superuser:
            return "Superuser"
        return ", ".join(sorted(group.name for group in user.groups.all())) or "None"

    @admin.display(description="second factor", boolean=True)
    def second_factor(self, user: Any) -> bool:
        return bool(user.has_device)

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        if obj is None or request.user.is_superuser:
            return super().get_fieldsets(request, obj)
        return [
            (name, facts | {"fields": tuple(one for one in facts["fields"] if one not in ALONE)})
            for name, facts in super().get_fieldsets(request, obj)
        ]

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            beyond = [one.pk for one in Group.objects.all() if _exceeds(request, one)]
            kwargs["queryset"] = Group.objects.exclude(pk__in=beyond)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.is_staff = True  # nobody else has an account here
        super().save_model(request, obj, form, change)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not _is_beyond(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not _is_beyond(request, obj)


@admin.register(Group)
class RoleAdmin(Told, GroupAdmin):
    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        if db_field.name == "permissions" and not request.user.is_superuser:
            own = roles.permissions_of(request.user)
            kwargs["queryset"] = Permission.objects.filter(pk__in=own)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and not (obj and _exceeds(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = super().has_delete_permission(request, obj)
        return may and not (obj and _exceeds(request, obj))


def _is_beyond(request: Any, user: User | None) -> bool:
    """Whether this is somebody who may do more than who asks, if he were active."""
    if user is None or request.user.is_superuser:
        return False
    return user.is_superuser or roles.exceeds(request.user, roles.permissions_of(user))


def _exceeds(request: Any, group: Group) -> bool:
    return roles.exceeds(request.user, group.permissions.values_list("pk", flat=True))
