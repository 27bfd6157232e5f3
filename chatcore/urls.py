"""Every HTTP route on one screen."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.utils.translation import gettext_lazy
from django.views.generic import RedirectView

from chatcore.live import views as live

admin.site.site_header = admin.site.site_title = "Ringback"
admin.site.index_title = gettext_lazy("Supervision")
admin.site.site_url = "/console/"

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="console")),
    path("favicon.ico", RedirectView.as_view(url=static("agentconsole/css/mark.svg"))),
    path("widget.js", live.loader, name="loader"),
    path("widget/<slug:site_key>/", live.frame, name="frame"),
    path("api/v1/", include("chatcore.api.urls")),
    path("console/", include("agentconsole.urls")),
    path("admin/", admin.site.urls),
]
if not settings.IN_PRODUCTION:
    urlpatterns.append(path("demo/shop/", include("chatcore.demo.urls")))
