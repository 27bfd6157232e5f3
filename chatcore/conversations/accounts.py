"""Django's own users and groups in the admin: names that must be kept as written hold no number.

Their columns are Django's, so they cannot be of the guarded type; their forms refuse instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext

from chatcore.conversations import administration
from chatcore.errors import Refusal

if TYPE_CHECKING:
    GroupModelForm = forms.ModelForm[Group]
    CreationForm = AdminUserCreationForm[User]
    ChangeForm = UserChangeForm[User]
    OwnUserAdmin = UserAdmin[User]
else:
    OwnUserAdmin = UserAdmin
    GroupModelForm, CreationForm, ChangeForm = (
        forms.ModelForm,
        AdminUserCreationForm,
        UserChangeForm,
    )


class Checked(forms.Form):
    """A form that refuses sensitive data in every text field."""

    def clean(self) -> dict[str, Any] | None:
        """The refusal's words beside each field."""
        cleaned = super().clean()
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, str):
                self._check(name, value)
        return cleaned

    def _check(self, name: str, value: str) -> None:
        try:
            administration.checked(value)
        except Refusal as refusal:
            self.add_error(name, gettext(refusal.wording))


class NewUserForm(Checked, CreationForm):
    """A new user."""


class UserForm(Checked, ChangeForm):
    """A user's names and rights."""


class GroupForm(Checked, GroupModelForm):
    """A group's name and rights."""


admin.site.unregister([User, Group])


@admin.register(User)
class CheckedUserAdmin(OwnUserAdmin):
    """As Django's, with checked forms."""

    form = UserForm
    add_form = NewUserForm


@admin.register(Group)
class CheckedGroupAdmin(GroupAdmin):
    """As Django's, with a checked form."""

    form = GroupForm
