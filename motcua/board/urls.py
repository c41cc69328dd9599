"""The leader's addresses."""

from django.urls import path

from motcua.board.views import board, bodies, dossiers, faults, forecast, recharges

app_name = "board"
urlpatterns = [
    path("", board.show_board, name="home"),
    path("numbers/", board.show_numbers, name="numbers"),
    path("late/", dossiers.show_late, name="late"),
    path("dossiers/", dossiers.show_list, name="dossiers"),
    path("dossiers/<uuid:public_id>/", dossiers.show_dossier, name="dossier"),
    path("dossiers/<uuid:public_id>/recharge/", recharges.recharge, name="recharge"),
    path("faults/", faults.show_faults, name="faults"),
    path("faults/legs/", faults.show_charges, name="charges"),
    path("forecast/", forecast.show_forecast, name="forecast"),
    path("bodies/<int:body_id>/", bodies.show_body, name="body"),
]
