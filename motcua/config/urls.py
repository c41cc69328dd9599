"""Every address of the product, a door a line."""

from django.urls import include, path

from motcua.config import health, metrics

handler500 = "motcua.config.trouble.server_error"
urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", metrics.show_metrics),
    path("", include("motcua.portal.urls")),
    path("counter/", include("motcua.counter.urls")),
    path("desk/", include("motcua.desk.urls")),
    path("board/", include("motcua.board.urls")),
    path("console/", include("motcua.console.urls")),
    path("", include("motcua.directory.urls")),
    path("accounts/vneid/", include("motcua.exchange.vneid.urls")),
    path("api/v1/", include("motcua.exchange.api.urls")),
    path("ui/", include("motcua.ui.urls")),
]
