"""The linked birth group end to end: one filing, three agencies, one of which refuses (rulebook B.9.1)."""

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.conftest import Person, Screen
from tests.journeys.test_main_road import PASSWORD, act, go_on, sign_in

pytestmark = pytest.mark.journey
PROCEDURE = "2.000986"
CHILD = {
    "child_full_name": "Lò Minh An",
    "child_born_on": "2026-11-02",
    "child_ethnicity": "Thái",
    "child_nationality": "Việt Nam",
    "child_origin": "Lai Châu",
    "facility": "Bệnh viện Đa khoa tỉnh",
    "birthplace": "Phường Tân Phong, tỉnh Lai Châu",
}
PARENTS = {
    "mother_full_name": "Lò Thị Mai",
    "mother_born_on": "1990-05-17",
    "mother_ethnicity": "Thái",
    "mother_nationality": "Việt Nam",
    "mother_residence": "Tổ 7, phường Tân Phong",
}
CHOSEN = {"child_sex": "male", "born_in": "facility", "mother_known": "yes", "mother_has_number": "no"}
CHOSEN |= {"father_known": "no", "parents_married": "no", "wants_copies": "no", "receive_by": "counter"}
GRANTED = {"outcome": "granted", "title": "Giấy khai sinh", "text": "Đăng ký khai sinh cho Lò Minh An."}
CARD = {"outcome": "granted", "title": "Thẻ bảo hiểm y tế", "text": "Cấp thẻ bảo hiểm y tế."}
REFUSED = {"outcome": "refused", "title": "Đăng ký thường trú", "ground": "Chỗ ở chưa đăng ký."}
Work = dict[str, list[tuple[str, dict[str, str]]]]
BIRTH: Work = {
    "tuphap.tanphong": [("decision", GRANTED), ("completion", {})],
    "lanhdao.tanphong": [("approval", {})],
    "vanthu.tanphong": [("result", {})],
}
RESIDENCE: Work = {
    "congan.tanphong": [("decision", REFUSED), ("completion", {})],
    "truongcongan.tanphong": [("completion", {}), ("approval", {})],
}
INSURANCE: Work = {
    "chuyenvien.baohiem": [("decision", CARD), ("completion", {})],
    "truongphong.baohiem": [("completion", {})],
    "lanhdao.baohiem": [("approval", {})],
    "vanthu.baohiem": [("result", {})],
}


@pytest.fixture
def photograph(tmp_path: Path) -> str:
    path = tmp_path / "giay-chung-sinh.jpg"
    Image.new("RGB", (800, 600), "white").save(path)
    return str(path)


def choose(citizen: Person) -> None:
    """To the office of Tân Phong, where it is said what the one filing holds."""
    citizen.go(f"/procedures/{PROCEDURE}/offices/?q=tan+phong")
    citizen.page.click("main a[href^='/filings/new/']")
    assert citizen.says("Cấp thẻ bảo hiểm y tế")
    sign_in(citizen, "Lò Thị Mai")
    go_on(citizen)


def fill_in(citizen: Person, photograph: str) -> None:
    """What to include, the child and the parents, the papers."""
    page = citizen.page
    assert citizen.says("Cấp thẻ căn cước")
    go_on(citizen)  # without the identity card
    page.select_option("select[name=commune]", label="Phường Tân Phong")
    page.fill("input[name=address]", "Tổ 7")
    page.select_option("select[name=relation]", "mother")
    go_on(citizen)
    for names in (CHILD, PARENTS, {}):
        answer(citizen, names)
        go_on(citizen)
    for number in range(page.locator("main [data-file-field]").count()):
        field = page.locator("main [data-file-field]").nth(number)
        field.locator("input[type=file]").last.set_input_files(photograph)
    page.wait_for_timeout(1500)  # each file is sent at once
    while not page.url.endswith("/check/"):
        go_on(citizen)


def answer(citizen: Person, texts: dict[str, str]) -> None:
    """The choices of this page first: they open questions."""
    for name, value in CHOSEN.items():
        choice = citizen.page.locator(f"input[name={name}][value={value}]")
        if choice.count():
            choice.check()
    for name, value in texts.items():
        field = citizen.page.locator(f"[name={name}]")
        is_typed_date = re.fullmatch(r"\d{4}-\d\d-\d\d", value) and field.get_attribute("type") != "date"
        field.fill("/".join(value.split("-")[::-1]) if is_typed_date else value)
    promise = citizen.page.locator("input[name=promise]")
    if promise.count():
        promise.check()


def codes_of_parts(screen: Screen, code: str, number: int) -> list[str]:
    """The codes of the parts that have begun, as the one-stop unit reads them; waits until there are so many."""
    with screen() as reception:
        reception.enter("tiepnhan.tanphong", PASSWORD)
        for _ in range(30):
            reception.page.goto(f"/counter/find/?code={code}")
            found = re.findall(r"H35[\w.]*-\d{6}-\d{4}", reception.page.locator("table").first.inner_text())
            if len(found) >= number:
                break
            reception.page.wait_for_timeout(500)
        reception.look()
        return found


def carry(screen: Screen, code: str, work: Work) -> None:
    """The officers of one agency do their parts; their pages were judged on the main road, so without script."""
    for username, acts in work.items():
        with screen(script=False) as officer:
            officer.enter(username, PASSWORD)
            for address, values in acts:
                officer.page.goto(f"/desk/find/?code={code}")
                act(officer, address, **values)


def test_the_birth_group_with_one_part_refused(screen: Screen, photograph: str) -> None:
    with screen(phone=True) as citizen:
        choose(citizen)
        fill_in(citizen, photograph)
        citizen.page.click("main form[action$='/dossier/'] button")
        citizen.page.wait_for_url("**/receipt/")
        receipt = citizen.page.locator(".receipt").inner_text()
        code = re.findall(r"H35[\w.]*-\d{6}-\d{4}", receipt)[0]
        with screen() as reception:
            reception.enter("tiepnhan.tanphong", PASSWORD)
            reception.go(f"/counter/find/?code={code}")
            act(reception, "acceptance")
        birth = codes_of_parts(screen, code, 1)[0]
        with screen() as registrar:
            registrar.enter("tuphap.tanphong", PASSWORD)
            registrar.go(f"/desk/find/?code={birth}")
            registrar.page.click("a[href$='/linked-group/']")
            act(registrar, "acknowledgement")
        carry(screen, birth, BIRTH)
        _birth, residence, insurance = codes_of_parts(screen, code, 3)
        carry(screen, residence, RESIDENCE)
        carry(screen, insurance, INSURANCE)
        follow(citizen)


def follow(citizen: Person) -> None:
    """One page: two results to download, one part refused, and one press to close it all."""
    citizen.go("/dossiers/")
    citizen.page.click("main a.entry-link >> nth=0")
    for _ in range(30):
        if citizen.page.locator("form[action$='/result/reception/']").count():
            break
        citizen.page.wait_for_timeout(500)
        citizen.page.reload()
    citizen.look()
    assert citizen.page.locator("main a[href$='/result/']").count() == 3  # the refusal in writing is one of them
    assert citizen.says("Đăng ký thường trú: bị từ chối")
    citizen.page.click("form[action$='/result/reception/'] button")
    citizen.page.wait_for_load_state()
    citizen.look()
    assert not citizen.page.locator("form[action$='/result/reception/']").count()
