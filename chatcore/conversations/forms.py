"""Admin forms: what a supervisor writes, checked by the services that will save it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chatcore.conversations import administration, phone_numbers
from chatcore.conversations.models import Agent, Site
from chatcore.errors import Refusal

NAME_MAX_CHARACTERS = 100
LANGUAGES = (("en", _("English")),)

if TYPE_CHECKING:
    SiteModelForm = forms.ModelForm[Site]
    AgentModelForm = forms.ModelForm[Agent]
else:
    SiteModelForm = AgentModelForm = forms.ModelForm


class SiteForm(SiteModelForm):
    """A shop: its key, its origins a line each, its phone number."""

    name = forms.CharField(label=_("Name"), max_length=NAME_MAX_CHARACTERS)
    allowed_origins = forms.CharField(
        label=_("Allowed origins"),
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("Where the chat may be embedded, one a line, as https://shop.example"),
        max_length=5_000,
    )
    phone_number = forms.CharField(
        label=_("Phone number shown to customers"),
        max_length=40,
        help_text=_("With the country code, as +44 20 7946 0018"),
    )
    allow_patterns = forms.CharField(
        label=_("The shop's own number formats"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        required=False,
        max_length=2_000,
        help_text=_(
            "Numbers the guard need not ask about, one format a line: # is a digit, @ a letter, "
            "* a run of both, as ORD-####-####. A card number is never let through."
        ),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=[(name, name) for name in sorted(available_timezones())]
    )
    locale = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)

    class Meta:
        model = Site
        fields = (
            "key", "name", "allowed_origins", "phone_number", "allow_patterns", "time_zone",
            "locale",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the origins as lines and the number as people write it."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["allowed_origins"] = "\n".join(self.instance.allowed_origins)
            self.initial["allow_patterns"] = "\n".join(self.instance.allow_patterns)
            self.initial["phone_number"] = phone_numbers.readable(self.instance.phone_number)

    def clean_key(self) -> str:
        """The key, or the refusal's words beside the field."""
        try:
            return administration.checked(self.cleaned_data["key"])
        except Refusal as refusal:
            raise forms.ValidationError(gettext(refusal.wording)) from None

    def clean_allowed_origins(self) -> list[str]:
        """Lines to origins, or the refusal's words beside the field."""
        try:
            return administration.origins(self.cleaned_data["allowed_origins"].splitlines())
        except Refusal as refusal:
            raise forms.ValidationError(gettext(refusal.wording)) from None

    def clean_allow_patterns(self) -> list[str]:
        """Lines to formats, or the refusal's words beside the field."""
        try:
            return administration.patterns(self.cleaned_data["allow_patterns"].splitlines())
        except Refusal as refusal:
            raise forms.ValidationError(gettext(refusal.wording)) from None

    def clean_phone_number(self) -> str:
        """E.164, or the refusal's words beside the field."""
        try:
            return phone_numbers.parse(self.cleaned_data["phone_number"])
        except Refusal as refusal:
            raise forms.ValidationError(gettext(refusal.wording)) from None

    def _post_clean(self) -> None:
        """Leave the instance alone: the service fills it."""
        self.instance.key = self.cleaned_data.get("key", self.instance.key)
        self.validate_unique()


class AgentForm(AgentModelForm):
    """A person who answers: the user who signs in, and the name customers see."""

    name = forms.CharField(label=_("Name customers see"), max_length=NAME_MAX_CHARACTERS)

    class Meta:
        model = Agent
        fields = ("user", "name", "role", "sites")

    def _post_clean(self) -> None:
        """Leave the instance alone: the service fills it."""
        if user := self.cleaned_data.get("user"):
            self.instance.user = user
        self.validate_unique()
