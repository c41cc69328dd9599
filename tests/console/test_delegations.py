"""Posts lent for a time, in the console: given with dates and basis, seen on the body's page, taken back."""

from datetime import timedelta

from django.test import Client
from django.utils.timezone import localdate

from motcua.directory.models import Body, Delegation, Post
from motcua.directory.roles import Role
from tests.directory.makers import make_body, make_officer


def make_lent(body: Body) -> tuple[Post, int]:
    """A signatory's post, and a colleague's number."""
    officer = make_officer(body, Role.SIGNATORY, title="Chủ tịch")[0]
    colleague = make_officer(body, Role.CASE_OFFICER, full_name="Vàng Thị Mỷ")[0]
    return Post.objects.get(officer=officer), colleague.pk


def said(delegate: int, **changed: str) -> dict[str, object]:
    today = localdate()
    usual = {"valid_from": today.isoformat(), "valid_to": (today + timedelta(days=30)).isoformat()}
    return {"delegate": delegate, "basis": "QĐ 12/QĐ-UBND"} | usual | changed


def test_a_post_is_delegated_seen_and_taken_back(admin: Client) -> None:
    body = make_body()
    post, colleague = make_lent(body)
    where = f"/console/posts/{post.pk}/delegation/"
    assert where in admin.get(f"/console/bodies/{body.pk}/").content.decode()
    assert "Vàng Thị Mỷ" in admin.get(where).content.decode()
    assert admin.post(where, said(colleague)).status_code == 302
    given = Delegation.objects.get()
    page = admin.get(f"/console/bodies/{body.pk}/").content.decode()
    assert "QĐ 12/QĐ-UBND" in page and f"/console/delegations/{given.pk}/revocation/" in page
    answer = admin.post(f"/console/delegations/{given.pk}/revocation/", {"on": localdate().isoformat()})
    assert answer.status_code == 302
    given.refresh_from_db()
    assert given.revoked_on == localdate()


def test_every_fault_is_told_and_nothing_is_lost(admin: Client) -> None:
    post, colleague = make_lent(make_body())
    where = f"/console/posts/{post.pk}/delegation/"
    answer = admin.post(where, said(colleague, basis="", valid_to="x"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert (
        'id="id_basis-error"' in page and 'id="id_valid_to-error"' in page and f'value="{colleague}" checked' in page
    )
    backwards = said(colleague, valid_to=(localdate() - timedelta(days=1)).isoformat())
    assert admin.post(where, backwards).status_code == 422
    assert not Delegation.objects.exists()


def test_a_delegation_that_is_over_cannot_be_taken_back_again(admin: Client) -> None:
    post, colleague = make_lent(make_body())
    admin.post(f"/console/posts/{post.pk}/delegation/", said(colleague))
    where = f"/console/delegations/{Delegation.objects.get().pk}/revocation/"
    admin.post(where, {"on": localdate().isoformat()})
    assert admin.post(where, {"on": localdate().isoformat()}).status_code == 422
    assert admin.get("/console/delegations/987654321/revocation/").status_code == 404
