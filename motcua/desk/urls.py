"""The officer's addresses."""

from django.urls import path

from motcua.desk.views import decisions, dossiers, papers, steps, team, worklist

app_name = "desk"
DOSSIER = "dossiers/<uuid:public_id>/"
urlpatterns = [
    path("", worklist.show_worklist, name="worklist"),
    path("find/", worklist.find_dossier, name="find"),
    path("team/", team.show_team, name="team"),
    path(DOSSIER, dossiers.show_dossier, name="dossier"),
    path(f"{DOSSIER}presence/", dossiers.create_presence, name="presence"),
    path(f"{DOSSIER}deadline/", dossiers.show_deadline, name="deadline"),
    path(f"{DOSSIER}applicant-number/", dossiers.show_number, name="number"),
    path(f"{DOSSIER}files/<uuid:file_id>/", papers.show_file, name="file"),
    path(f"{DOSSIER}control-sheet/", papers.show_control_sheet, name="control_sheet"),
    path(f"{DOSSIER}decision-preview/", papers.show_preview, name="preview"),
    path(f"{DOSSIER}hold/", steps.create_hold, name="hold"),
    path(f"{DOSSIER}release/", steps.create_release, name="release"),
    path(f"{DOSSIER}completion/", steps.create_completion, name="completion"),
    path(f"{DOSSIER}send-back/", steps.create_send_back, name="send_back"),
    path(f"{DOSSIER}assignment/", steps.create_assignment, name="assignment"),
    path(f"{DOSSIER}withdrawal/", steps.create_withdrawal, name="withdrawal"),
    path(f"{DOSSIER}decision/", decisions.create_decision, name="decision"),
    path(f"{DOSSIER}approval/", decisions.create_approval, name="approval"),
    path(f"{DOSSIER}refusal/", decisions.create_refusal, name="refusal"),
    path(f"{DOSSIER}result/", decisions.create_result, name="result"),
]
