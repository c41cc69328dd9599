from datetime import date

import pytest

from motcua.directory.signin import NotAcceptable, Refusal, StatedOrganisation
from motcua.exchange.vneid.mapping import person_of

CLAIMS = {
    "sub": "opaque",
    "LoaiTaiKhoan": "1",
    "SoDinhDanh": "012190000777",
    "HoVaTen": "Lò Thị Mới",
    "NgayThangNamSinh": "17/05/1990",
    "GioiTinh": "Nữ",
    "IAL": "2",
}


def test_their_words_become_ours():
    person = person_of({**CLAIMS, "SoDienThoai": "0912345678", "ThuongTru": "Bản A", "MaSoThue": "8001234567"})
    assert (person.number, person.full_name, person.born_on) == ("012190000777", "Lò Thị Mới", date(1990, 5, 17))
    assert (person.sex, person.phone, person.address) == ("female", "0912345678", "Bản A")
    assert person.organisation is None  # a person's own tax code makes no organisation


@pytest.mark.parametrize("level", ["2", 2, "LoA2"])
def test_the_level_is_read_however_it_is_written(level):
    assert person_of({**CLAIMS, "IAL": level}).number


@pytest.mark.parametrize("day", ["", "1990", "31/02/1990", None])
def test_a_date_that_cannot_be_read_is_unknown(day):
    assert person_of({**CLAIMS, "NgayThangNamSinh": day}).born_on is None


def test_an_organisation_is_known_by_its_code():
    claims = {**CLAIMS, "LoaiTaiKhoan": "2", "MaSoDoanhNghiep": "6200001019", "TenDoanhNghiep": "HTX Chè"}
    assert person_of(claims).organisation == StatedOrganisation(code="6200001019", name="HTX Chè")


@pytest.mark.parametrize(
    "wrong, refusal",
    [
        ({"SoDinhDanh": ""}, Refusal.NO_NUMBER),
        ({"SoDinhDanh": None}, Refusal.NO_NUMBER),
        ({"SoDinhDanh": ["012190000777"]}, Refusal.NO_NUMBER),
        ({"SoDinhDanh": "123456789"}, Refusal.NO_NUMBER),
        ({"SoDinhDanh": "01219000077٣"}, Refusal.NO_NUMBER),
        ({"HoVaTen": " "}, Refusal.NO_NAME),
        ({"IAL": "1"}, Refusal.LOW_LEVEL),
        ({"IAL": ""}, Refusal.LOW_LEVEL),
        ({"LoaiTaiKhoan": "2"}, Refusal.NO_ORGANISATION),
    ],
)
def test_claims_that_state_too_little_are_refused(wrong, refusal):
    with pytest.raises(NotAcceptable) as caught:
        person_of({**CLAIMS, **wrong})
    assert caught.value.refusal is refusal
