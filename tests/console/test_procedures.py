"""Procedures in the console: found, filtered, read with what changed."""

from django.test import Client

from motcua.console.changes import changes_in_words
from tests.catalogue.makers import make_handling, make_procedure, make_version


def make_read(**facts):
    return make_procedure(has_detail=True, **facts)


def codes(client: Client, query: str) -> list[str]:
    found = client.get(f"/console/procedures/?{query}").context["found"]
    return [row.code for row in found.rows]


def test_procedures_are_found_by_words_and_by_what_is_still_to_be_done(admin) -> None:
    published = make_handling(version=make_version(procedure=make_read(name="Đăng ký kết hôn"))).version.procedure
    changed = make_handling(version=make_version(procedure=make_read(name="Đăng ký khai sinh"))).version.procedure
    make_version(procedure=changed, number=2)
    waiting = make_version(procedure=make_read(name="Đăng ký khai tử", flags=["no_field"])).procedure
    listed = make_procedure(name="Chỉ có tên")
    withdrawn = make_read(name="Đã bãi bỏ", flags=["code_marked_withdrawn"])
    assert codes(admin, "state=published") == [published.code, changed.code]
    assert codes(admin, "state=changed") == [changed.code]
    assert codes(admin, "state=unpublished") == [waiting.code]
    assert codes(admin, "state=flagged") == [waiting.code, withdrawn.code]
    assert codes(admin, "flag=no_field") == [waiting.code]
    assert codes(admin, "state=listed") == [listed.code]
    assert codes(admin, "state=withdrawn") == [withdrawn.code]
    assert codes(admin, "q=khai+sinh&state=published")[0] == changed.code
    assert codes(admin, "q=khong+co+gi+ca") == []
    assert codes(admin, "state=nonsense&field=x&after=%00") == sorted(codes(admin, ""))


def test_a_draft_alone_publishes_nothing(admin) -> None:
    version = make_version(procedure=make_read())
    make_handling(version=version, published_at=None)
    assert codes(admin, "state=unpublished") == [version.procedure.code]


def test_the_next_page_goes_on_where_the_first_ended(admin) -> None:
    every = sorted(make_procedure(name="Cấp giấy phép").code for _ in range(35))
    first = admin.get("/console/procedures/").context["found"]
    second = admin.get(first.next_url).context["found"]
    assert [row.code for row in (*first.rows, *second.rows)] == every
    first = admin.get("/console/procedures/?q=giay+phep").context["found"]
    second = admin.get(first.next_url).context["found"]
    assert sorted(row.code for row in (*first.rows, *second.rows)) == every
    assert not second.next_url


def test_the_lists_take_as_many_queries_for_thirty_rows_as_for_one(admin, queries) -> None:
    lists = ["/console/procedures/", "/console/procedures/?q=thu+tuc", "/console/handlings/", "/console/routes/"]
    lists += ["/console/bodies/", "/console/bodies/?q=ubnd"]
    make_handling(published_at=None)
    few = [queries(admin, address) for address in lists]
    for _ in range(29):
        make_handling(published_at=None)
    assert [queries(admin, address) for address in lists] == few


def test_a_procedure_shows_what_changed_and_its_doubts(admin) -> None:
    version = make_version(
        procedure=make_read(flags=["fee_suspiciously_small"]),
        content={"fees": [{"channel": "DIRECT", "amount": 5, "currency": "VND", "text": "Theo nghị quyết"}]},
        changes=[
            {"what": "fees", "added": [{"channel": "DIRECT", "amount": 5, "text": "phí mới"}], "removed": []},
            {"what": "name", "before": "Tên cũ", "after": "Tên mới"},
        ],
    )
    page = admin.get(f"/console/procedures/{version.procedure.code}/").content.decode()
    for words in ("phí mới", "Tên cũ", "Tên mới", "Theo nghị quyết", "thousands may have been lost"):
        assert words in page, words


def test_changes_are_told_whatever_their_shape() -> None:
    told = changes_in_words([{"what": "steps", "before": None, "after": "x" * 700}, {"what": "unheard_of"}])
    assert (told[0].removed, len(told[0].added[0])) == ([], 601)
    assert (told[1].what, told[1].added) == ("unheard_of", [])
