"""Addresses of the console, below `/console/`."""

from __future__ import annotations

from django.urls import path

from agentconsole import views

urlpatterns = [
    path("", views.console, name="console"),
    path("login/", views.Login.as_view(), name="console-login"),
    path("logout/", views.Logout.as_view(), name="console-logout"),
]
