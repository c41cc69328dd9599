"""The receptionist's addresses."""

from django.urls import path

from motcua.counter.views import answers, dossiers, home, intake

app_name = "counter"
urlpatterns = [
    path("", home.show_home, name="home"),
    path("find/", home.find, name="find"),
    path("reception/", intake.show_reception, name="reception"),
    path("dossiers/", intake.create_dossier, name="dossiers"),
    path("waiting/", home.show_waiting, name="waiting"),
    path("accepted/", home.show_accepted, name="accepted"),
    path("results/", home.show_results, name="results"),
    path("dossiers/<uuid:public_id>/", dossiers.show_dossier, name="dossier"),
    path("dossiers/<uuid:public_id>/receipt/", dossiers.show_receipt, name="receipt"),
    path("dossiers/<uuid:public_id>/decline-slip/", dossiers.show_decline_slip, name="decline_slip"),
    path("dossiers/<uuid:public_id>/control-sheet/", dossiers.show_control_sheet, name="control_sheet"),
    path("dossiers/<uuid:public_id>/files/<uuid:file_id>/", dossiers.show_file, name="file"),
    path("dossiers/<uuid:public_id>/acceptance/", answers.create_acceptance, name="acceptance"),
    path("dossiers/<uuid:public_id>/decline/", answers.create_decline, name="decline"),
    path("dossiers/<uuid:public_id>/transfer/", answers.create_transfer, name="transfer"),
    path("dossiers/<uuid:public_id>/withdrawal/", answers.create_withdrawal, name="withdrawal"),
    path("dossiers/<uuid:public_id>/return/", answers.create_return, name="return"),
]
