"""Which rows a member of staff may see in the admin: those of their own sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from chatcore.conversations.models import Site

Row = TypeVar("Row", bound=Model)
if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


class OwnSitesFilter(admin.RelatedFieldListFilter):
    """A filter by site that names no other tenant's."""

    def field_choices(
        self, field: Any, request: HttpRequest, model_admin: ModelAdmin
    ) -> list[tuple[str, Any]]:
        """The sites the reader answers for; every site for the superuser."""
        if getattr(request.user, "is_superuser", False):
            return list(super().field_choices(field, request, model_admin))
        own = Site.objects.filter(agents__user=request.user.pk)
        return [(str(site.pk), str(site)) for site in own]


class SiteScopedAdmin(ModelAdmin):
    """A list that starts from the reader's sites. `site_lookup` leads from the row to a site."""

    site_lookup: str
    show_full_result_count = False
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Every row for the superuser; for others, rows of the sites they answer for."""
        rows: QuerySet[Any] = super().get_queryset(request)
        if getattr(request.user, "is_superuser", False):
            return rows
        return rows.filter(**{f"{self.site_lookup}agents__user": request.user}).distinct()


class ReadOnlyAdmin(SiteScopedAdmin):
    """Rows that only services write."""

    def has_add_permission(self, request: HttpRequest, *_: Any) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False
