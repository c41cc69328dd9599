"""Officers' sign-ins: enrolled, given a password that is changed at once, freed of a second factor, closed."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from motcua.directory import actions
from motcua.directory.actors import SYSTEM
from motcua.directory.errors import NotAllowed, NotFilledIn, NotInForce
from motcua.directory.models import Account, Officer
from motcua.directory.phrases import new_phrase
from motcua.directory.roles import Role
from motcua.directory.serving import officers_serving
from motcua.journal.models import Event
from tests.directory.makers import make_administrator, make_body, make_officer, make_post
from tests.directory.sign_in_makers import PASSWORD, is_in, make_login, try_password

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 3, tzinfo=UTC)
TODAY = date(2026, 11, 20)
US = {"by": SYSTEM, "at": AT}
NEW = "một câu khác cũng dài"
CHANGE = "/accounts/password/change/"


@pytest.fixture(autouse=True)
def forget_attempts():
    cache.clear()


def fresh(account: Account) -> Account:
    return Account.objects.get(pk=account.pk)


def kinds_of(account: Account) -> list[str]:
    events = Event.objects.filter(subject=f"officer:{account.officer.pk}").order_by("sequence")
    return list(events.values_list("kind", flat=True))


def change(client: Client, old: str, new: str = NEW):
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new})


def test_an_enrolled_officer_has_no_password_and_a_name_of_his_own():
    officer = actions.enrol_officer(username=" VanThu.Moi", full_name="Lò Thị  Mới", phone="0912 345 678", **US)
    assert not officer.account.has_usable_password()
    assert (officer.account.username, officer.full_name, officer.phone) == ("vanthu.moi", "Lò Thị Mới", "0912345678")
    with pytest.raises(NotFilledIn) as refused:
        actions.enrol_officer(username="vanthu.MOI", full_name=" ", title="x" * 121, phone="12", **US)
    assert set(refused.value.faults) == {"username", "full_name", "title", "phone"}


@pytest.mark.parametrize("username", ["", "lò.mới", "a b", ".a", "a..b", "a" * 61, "a\x00b"])
def test_a_user_name_that_cannot_be_typed_everywhere_is_refused(username):
    with pytest.raises(NotFilledIn) as refused:
        actions.enrol_officer(username=username, full_name="Lò Thị Mới", **US)
    assert set(refused.value.faults) == {"username"}


def test_pass_phrases_are_long_readable_and_never_the_same():
    phrases = {new_phrase() for _ in range(500)}
    assert len(phrases) == 500
    assert all(len(phrase) == 29 and phrase.replace("-", "").isascii() and phrase.islower() for phrase in phrases)


def test_a_given_password_opens_only_the_page_that_changes_it(client, settings):
    account = make_login()
    phrase = actions.give_password(account.officer, **US)
    assert not is_in(client) and try_password(client).status_code == 200 and not is_in(client)
    try_password(client, phrase)
    for mode in ("demo", "production"):
        settings.MODE = mode
        for address in (
            "/welcome/",
            "/account/",
            "/desk/",
            "/account/second-factor/",
            "/accounts/2fa/totp/activate/",
        ):
            assert client.get(address)["Location"] == CHANGE, (mode, address)
        assert "do quản trị viên cấp" in client.get(CHANGE).text
    settings.MODE = "demo"
    assert "đang dùng" in change(client, phrase, phrase).text and fresh(account).must_change_password
    assert change(client, phrase)["Location"] == "/account/"
    assert not fresh(account).must_change_password and client.get("/account/").status_code == 200


def test_after_the_change_production_goes_on_to_the_second_factor(client, settings):
    settings.MODE = "production"
    phrase = actions.give_password(make_login().officer, **US)
    try_password(client, phrase)
    change(client, phrase)
    assert client.get("/welcome/")["Location"] == "/account/second-factor/"


def test_a_given_password_ends_every_session_and_stands_nowhere(client, caplog):
    account = make_login()
    try_password(client)
    phrase = actions.give_password(account.officer, **US)
    assert client.get("/account/").status_code == 302
    assert kinds_of(account) == ["OfficerPasswordGiven"] and Event.objects.latest("pk").payload == {}
    assert phrase not in caplog.text
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT count(*) FROM \"{table}\" t WHERE t::text LIKE '%%{phrase}%%'")
            assert cursor.fetchone()[0] == 0, table


def test_a_lost_second_factor_is_taken_away_and_recorded(client):
    account = make_login()
    try_password(client)
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=account, type=kind, data={})
    actions.reset_second_factor(account.officer, **US)
    assert not Authenticator.objects.exists() and client.get("/account/").status_code == 302
    assert Event.objects.latest("pk").payload == {"removed": ["recovery_codes", "totp"]}
    with pytest.raises(NotInForce):
        actions.reset_second_factor(account.officer, **US)
    try_password(client)
    assert is_in(client)


def test_a_closed_account_lets_nobody_in_and_serves_nowhere(client):
    account = make_login()
    body = account.officer.posts.get().body
    coming = make_post(account.officer, make_body(), Role.HEAD, valid_from=date(2026, 12, 1))
    try_password(client)
    actions.close_account(account.officer, **US)
    assert client.get("/account/").status_code == 302
    try_password(client)
    assert not is_in(client)
    assert [post.valid_to for post in account.officer.posts.order_by("pk")] == [TODAY, date(2026, 12, 1)]
    assert not officers_serving(body.pk, Role.CASE_OFFICER, TODAY).exists()
    assert not officers_serving(coming.body_id, Role.HEAD, coming.valid_from).exists()
    assert kinds_of(account) == ["PostEnded", "PostEnded", "AccountClosed"]


def test_nothing_more_is_done_to_a_closed_account():
    officer = make_login().officer
    actions.close_account(officer, **US)
    for verb in (actions.give_password, actions.reset_second_factor, actions.close_account):
        with pytest.raises(NotInForce):
            verb(officer, **US)


def test_nobody_does_it_to_himself():
    chief = make_administrator()
    officer = Officer.objects.get(pk=chief.officer_id)
    for verb in (actions.give_password, actions.reset_second_factor, actions.close_account):
        with pytest.raises(NotAllowed):
            verb(officer, by=chief, at=AT)
    assert not Event.objects.exists()


def test_who_has_no_password_is_told_whom_to_ask(client):
    officer, _actor = make_officer(make_body(), Role.CASE_OFFICER)
    client.force_login(officer.account)
    answer = client.get(CHANGE)
    assert answer.status_code == 200 and "quản trị viên của tỉnh" in answer.text
    assert client.post(CHANGE, {"oldpassword": PASSWORD}).status_code == 200


def test_what_was_done_holds_in_the_journal():
    officer = actions.enrol_officer(username="moi", full_name="Lò Thị Mới", **US)
    actions.give_password(officer, **US)
    actions.close_account(officer, **US)
    out = StringIO()
    call_command("verify_journal", stdout=out)
    assert "moi" not in str(list(Event.objects.values_list("payload", flat=True)))
