"""REST routes, version 1."""

from __future__ import annotations

from django.urls import path

from chatcore.api import views

urlpatterns = [
    path("sites/<slug:site_key>/visitors", views.Welcome.as_view()),
    path("visitor/ticket", views.VisitorTicket.as_view()),
    path("visitor/conversations/<uuid:conversation>/events", views.VisitorEvents.as_view()),
    path("agent/ticket", views.AgentTicket.as_view()),
    path("agent/conversations/<uuid:conversation>/events", views.AgentEvents.as_view()),
    path(
        "agent/conversations/<uuid:conversation>/callback-number",
        views.CallbackNumber.as_view(),
    ),
]
