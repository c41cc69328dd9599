import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.directory.models import Account, Body, Officer
from motcua.documents.models import File
from motcua.dossiers.models import Counter
from motcua.journal.models import Event
from motcua.rows import insert

pytestmark = pytest.mark.django_db


def file(name: str) -> File:
    facts = {"media_type": "image/png", "size": 1, "sha256": bytes(32), "sent_by": "officer:1"}
    return File(name=name, path=f"2026/11/{name}", **facts)


def event(sequence: int, **facts: object) -> Event:
    at = "2026-11-23T08:00:00+07:00"
    known = {"subject": "thing:1", "kind": "PaperRead", "payload": {"number": 1}, "actor": "officer:1", "at": at}
    return Event(**(known | facts), sequence=sequence, previous=b"\0", hash=b"\1")


def test_rows_are_written_together_and_get_their_numbers_in_order():
    with CaptureQueriesContext(connection) as sent:
        files = insert([file("a"), file("b"), file("c")])
    assert len(sent) == 1
    assert [File.objects.get(pk=each.pk).name for each in files] == ["a", "b", "c"]
    assert not any(each._state.adding for each in files)


def test_a_row_is_as_the_framework_writes_it():
    mine, its = insert([file("mine")])[0], file("its")
    its.save()
    columns = [field.attname for field in File._meta.concrete_fields]
    differing = {"id", "public_id", "name", "path", "created_at"}
    ours, theirs = File.objects.values().get(pk=mine.pk), File.objects.values().get(pk=its.pk)
    assert {name: ours[name] for name in columns if name not in differing} == {
        name: theirs[name] for name in columns if name not in differing
    }
    assert mine.created_at is not None and File.objects.get(pk=mine.pk).created_at == mine.created_at


def test_what_the_database_makes_up_is_left_to_it():
    insert([event(1), event(2, payload={"words": "chữ"})])
    first, second = Event.objects.filter(subject="thing:1").order_by("sequence")
    assert first.recorded_at == second.recorded_at is not None and first.txid == second.txid
    assert second.payload == {"words": "chữ"} and bytes(second.hash) == b"\1"


def test_a_row_with_a_number_keeps_it():
    insert([Counter(scope="H35.99:2026-11-23", last=7)])
    assert Counter.objects.get(pk="H35.99:2026-11-23").last == 7


def test_what_it_points_to_may_get_its_number_after_it_was_made():
    account = Account(username="late")
    officer = Officer(account=account, full_name="Lò Thị Muộn")
    account.save()
    insert([officer])
    assert officer.account_id == account.pk
    assert Officer.objects.get(account=account).full_name == "Lò Thị Muộn"


def test_what_the_table_refuses_is_refused():
    insert([event(1)])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([event(2), event(1)])
    assert Event.objects.filter(subject="thing:1").count() == 1


def test_what_is_there_already_can_be_left_out():
    insert([event(1)])
    insert([event(1, actor="officer:2"), event(2)], skip_known=True)
    assert list(Event.objects.filter(subject="thing:1").order_by("sequence").values_list("sequence", "actor")) == [
        (1, "officer:1"),
        (2, "officer:1"),
    ]


def test_nothing_is_sent_for_no_rows():
    with CaptureQueriesContext(connection) as sent:
        assert insert(list[Body]()) == []
    assert len(sent) == 0
