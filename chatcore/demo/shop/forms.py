"""What a customer may tell the shop, and its limits. No field ever asks for a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from chatcore.demo.shop.cart import LINE_QUANTITY_LIMIT
from chatcore.demo.shop.catalogue import SIZES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

NAME_LIMIT = 80
STREET_LIMIT = 160
POSTCODE_LIMIT = 9
PHONE_LIMIT = 24
CARD_WORDS_LIMIT = 200
LONDON_POSTCODE = r"(?i)^\s*(?:EC|WC|NW|SE|SW|E|N|W)\d[\dA-Z]?\s*\d[A-Z]{2}\s*$"
DIGITS_OF_A_PHONE_NUMBER = r"^\D*(?:\d\D*){7,15}$"


class ChoiceForm(forms.Form):
    """A size and a quantity of the bouquet whose page it is on."""

    size = forms.ChoiceField(choices=[(key, size.name) for key, size in SIZES.items()])
    quantity = forms.IntegerField(min_value=1, max_value=LINE_QUANTITY_LIMIT)


class QuantityForm(forms.Form):
    """How many of one line of the cart; none removes it."""

    line = forms.CharField(max_length=NAME_LIMIT)
    quantity = forms.IntegerField(min_value=0, max_value=LINE_QUANTITY_LIMIT)


class CheckoutForm(forms.Form):
    """Where the flowers go, when, with which words, and whom to ring about payment."""

    required_css_class = "required"

    recipient = forms.CharField(label=_("Who are they for?"), max_length=NAME_LIMIT)
    street = forms.CharField(
        label=_("Street and house number"),
        max_length=STREET_LIMIT,
        help_text=_("With the flat or floor, if there is one."),
    )
    postcode = forms.CharField(
        label=_("Postcode"),
        max_length=POSTCODE_LIMIT,
        help_text=_("We deliver within London."),
        validators=[
            RegexValidator(
                LONDON_POSTCODE,
                _("This does not look like a London postcode. For other places, please ring us."),
            )
        ],
    )
    delivery_day = forms.ChoiceField(label=_("Delivery day"))
    card_words = forms.CharField(
        label=_("Words for the card"),
        max_length=CARD_WORDS_LIMIT,
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Up to 200 characters, written by hand. Leave it empty for no card."),
    )
    sender = forms.CharField(label=_("Your name"), max_length=NAME_LIMIT)
    phone = forms.CharField(
        label=_("Your telephone"),
        max_length=PHONE_LIMIT,
        help_text=_("We ring this number to confirm the order and take the payment."),
        validators=[RegexValidator(DIGITS_OF_A_PHONE_NUMBER, _("Please check this number."))],
    )
    email = forms.EmailField(label=_("Your e-mail"), help_text=_("For the receipt."))

    # What browsers may fill in from the customer's own address book (WCAG 2.2, 1.3.5).
    autocomplete = {
        "recipient": "section-recipient shipping name",
        "street": "section-recipient shipping street-address",
        "postcode": "section-recipient shipping postal-code",
        "sender": "name",
        "phone": "tel",
        "email": "email",
    }

    def __init__(self, *args: Any, days: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        day_field = self.fields["delivery_day"]
        assert isinstance(day_field, forms.ChoiceField)
        day_field.choices = [(day.isoformat(), date_format(day, "l j F")) for day in days]
        for name, purpose in self.autocomplete.items():
            self.fields[name].widget.attrs["autocomplete"] = purpose
        self.fields["phone"].widget.input_type = "tel"
