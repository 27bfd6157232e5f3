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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As validators: they run before Django asks the database whether a name is free."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.validators = [*field.validators, check]


def check(written: str) -> None:
    """Raises: ValidationError with the refusal's words."""
    try:
        administration.checked(written)
    except Refusal as refusal:
        raise forms.ValidationError(gettext(refusal.wording)) from None


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
