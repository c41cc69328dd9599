"""The addresses of the portal: nouns."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from motcua.portal.views import (
    answers,
    choices,
    dossiers,
    events,
    files,
    filings,
    home,
    lookup,
    notices,
    offices,
    outages,
    papers,
    procedures,
    readings,
    result,
    searching,
    sending,
    supplements,
    visits,
    withdrawal,
)

app_name = "portal"


class CodeConverter(StringConverter):
    """A procedure's or a body's code: what else is typed there is no code, and no page."""

    regex = r"[\w.\-]{1,60}"


register_converter(CodeConverter, "code")

DRAFT = "filings/<uuid:public_id>/"
DOSSIER = "dossiers/<uuid:public_id>/"
SUPPLEMENT = f"{DOSSIER}supplement/<int:no>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("help/", home.help_page, name="help"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("procedures/", procedures.procedures, name="procedures"),
    path("procedures/suggestions/", searching.suggestions, name="suggestions"),
    path("procedures/<code:code>/", procedures.procedure, name="procedure"),
    path("procedures/<code:code>/choices/", searching.choices, name="choices"),
    path("procedures/<code:code>/offices/", procedures.offices_of, name="procedure-offices"),
    path("events/", events.events, name="events"),
    path("events/<slug:code>/", events.event, name="event"),
    path("events/<slug:code>/<int:step>/", events.event, name="event-step"),
    path("commune/", searching.commune, name="commune"),
    path("account/reads/", readings.readings, name="readings"),
    path("lookup/", lookup.lookup, name="lookup"),
    path("outages/", outages.outages, name="outages"),
    path("offices/", offices.offices, name="offices"),
    path("offices/old-address/", offices.old_address, name="old-address"),
    path("offices/<code:code>/", offices.office, name="office"),
    path("filings/", filings.filings, name="filings"),
    path("filings/new/", filings.new, name="filing-new"),
    path(DRAFT, filings.draft, name="draft"),
    path(f"{DRAFT}removal/", filings.removal, name="draft-removal"),
    path(f"{DRAFT}case/", choices.case, name="draft-case"),
    path(f"{DRAFT}parts/", choices.parts, name="draft-parts"),
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
    path(f"{DOSSIER}deadline-sheet/", files.deadline_sheet, name="deadline-sheet"),
    path(f"{DOSSIER}withdrawal/", withdrawal.withdrawal, name="withdrawal"),
    path(f"{DOSSIER}visits/<int:number>/calendar/", visits.visit_calendar, name="visit-calendar"),
    path(f"{DOSSIER}form-01/", files.form_01, name="form-01"),
    path(f"{DOSSIER}form-03/", files.form_03, name="form-03"),
    path(f"{DOSSIER}form-05/", files.form_05, name="form-05"),
    path(f"{DOSSIER}files/<uuid:file_id>/", files.dossier_file, name="dossier-file"),
    path(f"{DOSSIER}supplement/", supplements.supplement, name="supplement"),
    path(SUPPLEMENT, supplements.supplement_item, name="supplement-item"),
    path(f"{SUPPLEMENT}example/", supplements.example, name="supplement-example"),
    path(f"{SUPPLEMENT}files/", supplements.arrivals, name="supplement-arrivals"),
    path(f"{SUPPLEMENT}files/<uuid:file_id>/", supplements.item_file, name="supplement-file"),
    path(f"{SUPPLEMENT}files/<uuid:file_id>/removal/", supplements.item_file_removal, name="supplement-file-removal"),
    path(f"{DOSSIER}supplement-requests/<int:no>/form/", files.form_02, name="form-02"),
    path(f"{DOSSIER}result/", result.result, name="result"),
    path(f"{DOSSIER}result/reception/", result.reception, name="result-reception"),
    path("notices/", notices.notices, name="notices"),
    path("notices/reading/", notices.reading, name="notices-reading"),
]
