"""People find a procedure by the words they have, with or without accents, by field or by code."""

from typing import Any

import pytest

from motcua.catalogue.models import Field, Procedure, ServiceLevel
from motcua.catalogue.search import Found, search
from motcua.catalogue.search.words import understand
from tests.catalogue.makers import make_competent, make_handling, make_service, make_version
from tests.catalogue.rows import entry, import_rows

pytestmark = pytest.mark.django_db
LIST = [
    ("1.001193", "Thủ tục đăng ký khai sinh", "Hộ tịch"),
    ("2.000528", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài", "Hộ tịch"),
    ("1.000656", "Thủ tục đăng ký khai tử", "Hộ tịch"),
    ("1.000894", "Thủ tục đăng ký kết hôn", "Hộ tịch"),
    ("2.000815", "Chứng thực bản sao từ bản chính", "Chứng thực"),
    ("1.013225", "Cấp giấy phép xây dựng nhà ở riêng lẻ", "Hoạt động xây dựng"),
    ("1.013229", "Cấp giấy phép xây dựng sửa chữa, cải tạo công trình", "Hoạt động xây dựng"),
    ("3.000333", "Cấp Phiếu lý lịch tư pháp", "Lý lịch tư pháp"),
    ("1.009999", "Khai thuế nhà cho thuê", "Thuế"),
    ("1.014955-Xoa", "Thủ tục đăng ký khai sinh đã bỏ", "Hộ tịch"),
]


@pytest.fixture
def catalogue(tmp_path: Any) -> dict[str, Procedure]:
    # Names that nobody looks for make common words common, as in the real list.
    others = [entry(code=f"9.{no:06}", name=f"Thủ tục cấp giấy thứ {no}", fields=["Khác"]) for no in range(300)]
    rows = [entry(code=code, name=name, fields=[field]) for code, name, field in LIST]
    import_rows(tmp_path, [*rows, *others])
    return {known.code: known for known in Procedure.objects.all()}


def codes(query: str = "", **filters: Any) -> list[str]:
    return [found.code for found in search(query, **filters).items]


def serve(procedure: Procedure, **facts: Any) -> None:
    make_service(handling=make_handling(version=make_version(procedure=procedure)), **facts)


@pytest.mark.parametrize(
    "query, first",
    [
        ("khai sinh", "1.001193"),
        ("dang ky khai sinh", "1.001193"),
        ("ĐĂNG KÝ KHAI SINH", "1.001193"),
        ("Đa\u0306ng ky\u0301 khai sinh", "1.001193"),
        ("khai sinh nước ngoài", "2.000528"),
        ("giay phep xay dung nha o", "1.013225"),
        ("xin giấy phép sửa chữa công trình", "1.013229"),
        ("thủ tục kết hôn", "1.000894"),
        ("lý lịch tư pháp", "3.000333"),
        ("hộ tịch kết hôn", "1.000894"),
        ("Vợ chồng tôi mới sinh em bé, phải đi làm giấy khai sinh ở đâu và mang theo gì?", "1.001193"),
        ("thuê nhà", "1.009999"),
    ],
)
def test_words_find_the_procedure_that_says_them_best(catalogue, query, first):
    assert codes(query)[0] == first


def test_a_code_is_found_whole_or_by_its_beginning(catalogue):
    assert codes("1.001193") == ["1.001193"]
    assert codes("thủ tục 1.001193 là gì")[0] == "1.001193"
    assert codes("1.0132") == ["1.013225", "1.013229"]
    assert codes(" 1.001193 ") == ["1.001193"]


@pytest.mark.parametrize("query", ["zzz qqq", "???", "thời tiết hôm nay", "\x00", "9.9.9.9", "%' OR --"])
def test_what_fits_nothing_says_so_plainly(catalogue, query):
    results = search(query)
    if query not in ("???", "\x00"):  # these hold no word: the same as asking for all
        assert (results.items, results.next, results.total_capped) == ((), None, 0)
        assert results.statement


def test_a_field_finds_its_procedures_after_names(catalogue):
    assert set(codes("hộ tịch")) == {"1.001193", "2.000528", "1.000656", "1.000894"}


def test_a_withdrawn_procedure_is_found_only_by_its_code(catalogue):
    assert "1.014955-Xoa" not in codes("đăng ký khai sinh") + codes(limit=400)
    assert codes("1.014955-Xoa")[0] == "1.014955-Xoa"


def test_of_equals_the_one_served_here_comes_first(catalogue):
    assert codes("giấy phép xây dựng")[0] == "1.013225"
    serve(catalogue["1.013229"])
    assert codes("giấy phép xây dựng")[0] == "1.013229"
    assert codes()[0] == "1.013229"
    assert search("giấy phép xây dựng").items[0].is_served


def test_filters_leave_what_fits_all_of_them(catalogue):
    field = Field.objects.get(name="Hộ tịch")
    body, other = make_competent(), make_competent()
    serve(catalogue["1.001193"], competent=body)
    serve(catalogue["2.000815"], competent=other)
    Procedure.objects.filter(code="1.000656").update(service_level=ServiceLevel.FULL, levels=["XA"])
    Procedure.objects.create(code="9.999999", name="Mới", subjects=["Doanh nghiệp"])  # so that the index is read anew
    assert set(codes("đăng ký", field=field.pk)) == {"1.001193", "2.000528", "1.000656", "1.000894"}
    assert codes(body_id=body.pk) == ["1.001193"]
    assert codes(only_served=True) == ["2.000815", "1.001193"]
    assert codes("khai", service_level="full") == codes("khai", level="XA") == ["1.000656"]
    assert codes(subject="Doanh nghiệp") == ["9.999999"]
    assert codes("khai sinh", body_id=other.pk) == []


def test_a_closed_service_does_not_count(catalogue):
    serve(catalogue["1.001193"], valid_to="2026-01-01")
    assert codes(only_served=True) == []


def test_pages_follow_each_other_without_gap_or_repeat(catalogue):
    first = search(limit=200)
    rest = search(limit=200, after=first.next)
    seen = [found.code for found in (*first.items, *rest.items)]
    assert len(seen) == len(set(seen)) == first.total_capped == 309
    assert rest.next is None


def test_facets_count_all_that_was_found(catalogue):
    facets = search("đăng ký").facets
    assert facets.fields[0][1:] == ("Hộ tịch", 4)
    assert facets.service_levels == (("unknown", facets.service_levels[0][1], 4),)


def test_a_search_asks_the_database_the_same_few_times_whatever_it_finds(catalogue, django_assert_num_queries):
    search("khai sinh")
    for query in ("khai sinh", "thủ tục", ""):
        with django_assert_num_queries(1):
            search(query)


def test_what_another_process_imported_is_found_at_once(catalogue, tmp_path):
    assert codes("nhận chìm ở biển") == []
    import_rows(tmp_path, [entry(code="1.555555", name="Cấp giấy phép nhận chìm ở biển")])
    assert codes("nhận chìm ở biển") == ["1.555555"]
    import_rows(tmp_path, [entry(code="1.555555", name="Cấp giấy phép thăm dò khoáng sản")])
    assert codes("nhận chìm") == [] and codes("thăm dò") == ["1.555555"]


def test_a_found_procedure_carries_what_a_list_shows(catalogue):
    (found,) = search("2.000815").items
    assert isinstance(found, Found)
    assert (found.name, found.fields, found.has_detail) == ("Chứng thực bản sao từ bản chính", ("Chứng thực",), False)


def test_a_query_is_split_into_words_and_codes():
    asked = understand("Thủ tục 1.001193, 2.000815.02? Hộ tịch hộ tịch")
    assert asked.words == ("thu", "tuc", "ho", "tich", "ho", "tich")
    assert asked.codes == ("1.001193", "2.000815.02")
    assert understand("x" * 10_000).words == ("x" * 400,)
