"""The addresses of the portal: nouns."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from motcua.portal.views import (
    answers,
    choices,
    dossiers,
    files,
    filings,
    home,
    lookup,
    notices,
    offices,
    papers,
    procedures,
    result,
    sending,
    withdrawal,
)

app_name = "portal"


class CodeConverter(StringConverter):
    """A procedure's or a body's code: what else is typed there is no code, and no page."""

    regex = r"[\w.\-]{1,60}"


register_converter(CodeConverter, "code")

DRAFT = "filings/<uuid:public_id>/"
DOSSIER = "dossiers/<uuid:public_id>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("help/", home.help_page, name="help"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("procedures/", procedures.procedures, name="procedures"),
    path("procedures/<code:code>/", procedures.procedure, name="procedure"),
    path("procedures/<code:code>/offices/", procedures.offices_of, name="procedure-offices"),
    path("lookup/", lookup.lookup, name="lookup"),
    path("offices/", offices.offices, name="offices"),
    path("offices/old-address/", offices.old_address, name="old-address"),
    path("offices/<code:code>/", offices.office, name="office"),
    path("filings/", filings.filings, name="filings"),
    path("filings/new/", filings.new, name="filing-new"),
    path(DRAFT, filings.draft, name="draft"),
    path(f"{DRAFT}removal/", filings.removal, name="draft-removal"),
    path(f"{DRAFT}case/", choices.case, name="draft-case"),
    path(f"{DRAFT}form-<int:number>/", answers.answers, name="draft-form"),
    path(f"{DRAFT}form-<int:number>/saved/", answers.saved, name="draft-form-saved"),
    path(f"{DRAFT}papers/", papers.papers, name="draft-papers"),
    path(f"{DRAFT}papers/files/", papers.arrivals, name="draft-arrivals"),
    path(f"{DRAFT}papers/files/<uuid:file_id>/", papers.paper_file, name="draft-file"),
    path(f"{DRAFT}papers/files/<uuid:file_id>/removal/", papers.file_removal, name="draft-file-removal"),
    path(f"{DRAFT}delivery/", choices.delivery, name="draft-delivery"),
    path(f"{DRAFT}check/", sending.check_page, name="draft-check"),
    path(f"{DRAFT}dossier/", sending.send, name="draft-dossier"),
    path("dossiers/", dossiers.dossiers, name="dossiers"),
    path(DOSSIER, dossiers.dossier, name="dossier"),
    path(f"{DOSSIER}receipt/", dossiers.receipt, name="receipt"),
    path(f"{DOSSIER}deadline/", dossiers.deadline, name="deadline"),
    path(f"{DOSSIER}withdrawal/", withdrawal.withdrawal, name="withdrawal"),
    path(f"{DOSSIER}form-01/", files.form_01, name="form-01"),
    path(f"{DOSSIER}form-03/", files.form_03, name="form-03"),
    path(f"{DOSSIER}files/<uuid:file_id>/", files.dossier_file, name="dossier-file"),
    path(f"{DOSSIER}result/", result.result, name="result"),
    path(f"{DOSSIER}result/reception/", result.reception, name="result-reception"),
    path("notices/", notices.notices, name="notices"),
    path("notices/reading/", notices.reading, name="notices-reading"),
]
