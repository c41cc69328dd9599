"""A citizen's filing in a test: begun, its addresses, its papers."""

from motcua.catalogue.services import published
from motcua.dossiers.models import Draft
from tests.catalogue.makers import make_form, make_handling, make_service, make_version


def begin(browser, service, **facts):
    browser.post("/filings/", {"service": service.pk, **facts})
    return Draft.objects.order_by("-pk").first()


def step(draft, slug):
    return f"/filings/{draft.public_id}/{slug}/"


def parts_of(draft):
    return published(draft.service.handling_id).components


def make_service_with(office, definition="generic", cases=()):
    version = make_version(components=max(len(cases), 1))
    for part, case in zip(version.components.all(), cases, strict=False):
        part.case = case
        part.save()
    handling = make_handling(version=version, form=make_form(definition=definition))
    return make_service(handling=handling, competent=office.service.competent, one_stop=office.service.one_stop)
