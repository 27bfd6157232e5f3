"""Where handoff joins the customer's door."""

from __future__ import annotations

from django.apps import AppConfig


class HandoffConfig(AppConfig):
    """Offers a call whenever a customer's words held payment data."""

    name = "chatcore.handoff"

    def ready(self) -> None:
        """Add the reaction once, when the models are loaded."""
        from chatcore.handoff import services
        from chatcore.routing import intake

        intake.when_payment_data_is_found(services.offer)
