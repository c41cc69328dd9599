"""Places: the whole published set, its history, and old addresses turned into today's."""

from datetime import date

import pytest

from motcua.directory.importing.places import import_places
from motcua.directory.models import Commune, OldCommune, PlaceSuccession, Province
from motcua.directory.places import (
    Converted,
    NeedsChoice,
    Unknown,
    convert_address,
    new_communes_of,
    search_places,
)


@pytest.fixture(scope="module")
def places(django_db_setup, django_db_blocker):
    """The whole set, loaded once for this file and taken back after it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield import_places()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def with_places(places, django_db_blocker):
    with django_db_blocker.unblock():
        yield


def test_the_whole_published_set_is_there(places):
    assert (places.provinces, places.communes) == (34, 3321)
    assert (places.old_provinces, places.old_districts, places.old_communes) == (63, 696, 10_035)
    assert (places.successions, places.kept_out) == (10_602, 4)


def test_loading_again_changes_nothing(places):
    assert import_places() == places


def test_every_old_commune_went_somewhere_and_every_new_one_came_from_somewhere(places):
    assert not OldCommune.objects.filter(successions=None).exists()
    assert not Commune.objects.filter(inheritances=None).exists()


def test_every_old_commune_converts_or_asks(places):
    by_old = {}
    for old, new in PlaceSuccession.objects.exclude(old_commune=None).values_list("old_commune", "commune"):
        by_old.setdefault(old, set()).add(new)
    split = set(PlaceSuccession.objects.filter(is_split=True).values_list("old_commune", flat=True))
    assert {old for old, new in by_old.items() if len(new) > 1} == split
    assert len(split) == 471


def test_disputed_pairs_are_kept_out(places):
    assert "00562" not in [commune.code for commune in new_communes_of("00553")]


def test_a_changed_commune_keeps_its_former_name_with_dates_and_act(places):
    names = Commune.objects.get(code="25270").names.all()
    told = [(name.full_name, name.valid_from, name.valid_to, name.basis) for name in names]
    assert told == [
        ("Xã Lộc Ninh", date(2025, 7, 1), date(2026, 4, 29), "19/2025/QĐ-TTg"),
        ("Phường Lộc Ninh", date(2026, 4, 30), None, "237/NQ-UBTVQH16"),
    ]
    assert [name.full_name for name in Province.objects.get(code="75").names.all()] == [
        "Tỉnh Đồng Nai",
        "Thành phố Đồng Nai",
    ]


@pytest.mark.parametrize(
    "written",
    [
        {"commune": "03408"},
        {"commune": "Phường Tân Phong", "district": "Thành phố Lai Châu", "province": "Tỉnh Lai Châu"},
        {"commune": "p. tan phong", "district": "tp. lai chau", "province": "lai chau"},
        {"commune": "San Thàng", "district": "105", "province": "12"},
        {"commune": "xã san thàng", "province": "Lai Châu"},
    ],
)
def test_an_old_address_is_found_as_people_write_it(places, written):
    found = convert_address(**written)
    assert isinstance(found, Converted)
    assert found.commune.full_name == "Phường Tân Phong"


def test_a_split_commune_asks_which_part(places):
    old = OldCommune.objects.filter(successions__is_split=True).select_related("district__province").first()
    found = convert_address(
        commune=old.full_name, district=old.district.full_name, province=old.district.province.full_name
    )
    assert isinstance(found, NeedsChoice)
    assert list(found.candidates) == new_communes_of(old.code)


def test_a_name_that_several_communes_had_asks_which(places):
    assert isinstance(convert_address(commune="Tân Phong"), NeedsChoice)


def test_an_island_district_without_communes_converts(places):
    found = convert_address(commune="", district="huyện Côn Đảo")
    assert isinstance(found, Converted)
    assert found.commune.full_name == "Đặc khu Côn Đảo"


@pytest.mark.parametrize(
    "written, part",
    [
        ({"commune": "Tân Phong", "district": "Lai Châu", "province": "Atlantis"}, "province"),
        ({"commune": "Tân Phong", "district": "Atlantis", "province": "Lai Châu"}, "district"),
        ({"commune": "Atlantis", "district": "Lai Châu", "province": "Lai Châu"}, "commune"),
        ({"commune": "", "district": "", "province": ""}, "commune"),
        ({"commune": "", "district": "Tam Đường", "province": ""}, "commune"),
    ],
)
def test_what_is_in_no_list_is_named(places, written, part):
    assert convert_address(**written) == Unknown(part)


def test_every_old_commune_of_a_province_converts_by_its_full_names(places):
    for old in OldCommune.objects.filter(district__province__code="12").select_related("district"):
        found = convert_address(commune=old.full_name, district=old.district.full_name, province="Lai Châu")
        communes = (found.commune,) if isinstance(found, Converted) else found.candidates
        assert list(communes) == new_communes_of(old.code), old


def test_search_needs_no_accents_and_finds_old_names(places):
    lai_chau = Province.objects.get(code="12")
    assert [str(found.commune) for found in search_places("si lo lau", lai_chau)] == ["Xã Sì Lở Lầu"]
    by_old_name = search_places("SAN THANG", lai_chau)
    assert [(str(found.commune), found.formerly) for found in by_old_name] == [("Phường Tân Phong", "Xã San Thàng")]
    assert search_places("  ") == []


def test_an_exact_name_comes_first(places):
    assert search_places("mường tè", Province.objects.get(code="12"))[0].commune.full_name == "Xã Mường Tè"
