"""The demo shop's pages, included under /demo/shop/."""

from __future__ import annotations

from django.urls import path

from chatcore.demo.shop import views

app_name = "shop"

urlpatterns = [
    path("", views.home, name="home"),
    path("flowers/<slug:slug>/", views.product, name="product"),
    path("flowers/<slug:slug>/add/", views.add_to_cart, name="add_to_cart"),
    path("cart/", views.show_cart, name="cart"),
    path("cart/change/", views.change_cart, name="change_cart"),
    path("checkout/", views.checkout, name="checkout"),
    path("checkout/thanks/", views.thanks, name="thanks"),
    path("visit/", views.visit, name="visit"),
]
