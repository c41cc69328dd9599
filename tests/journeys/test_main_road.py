"""The main road: a citizen finds a procedure and files it, the offices carry it, the result comes back."""

from pathlib import Path

import pytest
from PIL import Image

from bench.product import Product
from tests.journeys.conftest import Person, Screen

pytestmark = pytest.mark.journey
PROCEDURE = "1.000593"  # marriage registration in the village: any commune, the general declaration, three papers
PASSWORD = "Motcua-Demo-2026"
PLACE = "tanphong"


@pytest.fixture
def photograph(tmp_path: Path) -> str:
    """A page taken with the phone."""
    path = tmp_path / "to-khai.jpg"
    Image.new("RGB", (800, 600), "white").save(path)
    return str(path)


def find_and_choose(citizen: Person) -> None:
    """From the first page, by words without accents, to the office of Tân Phong."""
    citizen.go("/")
    citizen.page.fill("main input[name=q] >> nth=0", "dang ky ket hon luu dong")
    citizen.page.press("main input[name=q] >> nth=0", "Enter")
    citizen.page.wait_for_load_state()
    citizen.look()
    citizen.page.click(f"main a[href='/procedures/{PROCEDURE}/']")
    citizen.look()
    citizen.page.click(f"main a[href^='/procedures/{PROCEDURE}/offices/'] >> nth=0")
    citizen.page.fill("main input[name=q]", "tan phong")
    citizen.page.press("main input[name=q]", "Enter")
    citizen.page.wait_for_load_state()
    citizen.look()
    citizen.page.click("main a[href^='/filings/new/']")
    citizen.look()


def sign_in(citizen: Person, name: str) -> None:
    """Through the national e-ID: its own page, its own process."""
    citizen.page.click("main a[href^='/accounts/login/']")
    citizen.look()
    citizen.page.click("main form[action*='vneid'] button, main form:has(button) >> nth=0 >> button >> nth=0")
    citizen.page.click(f"button:has-text('{name}')")
    citizen.page.wait_for_url("**/filings/new/**")
    citizen.look()


def go_on(citizen: Person) -> None:
    citizen.page.click("main form button[type=submit]:not([name=stay])")
    citizen.page.wait_for_load_state()
    citizen.look()


def fill_in(citizen: Person, photograph: str) -> None:
    """One thing a page; what the e-ID knows stands there already."""
    page = citizen.page
    go_on(citizen)  # begin
    assert page.input_value("input[name=full_name]")
    assert page.input_value("input[name=personal_number]")
    page.select_option("select[name=commune]", label="Phường Tân Phong")
    page.fill("input[name=address]", "Tổ 7")
    go_on(citizen)
    page.fill("textarea[name=request]", "Đề nghị đăng ký kết hôn tại bản")
    page.check("input[name=receive_by][value=counter]")
    go_on(citizen)
    for number in range(page.locator("main [data-file-field]").count()):
        field = page.locator("main [data-file-field]").nth(number)
        field.locator("input[type=file]").last.set_input_files(photograph)
    page.wait_for_timeout(1500)  # with script each file is sent at once
    go_on(citizen)
    while not page.url.endswith("/check/"):
        go_on(citizen)


def file_it(citizen: Person, photograph: str) -> str:
    """The whole filing; gives the dossier's code from the acknowledgement."""
    find_and_choose(citizen)
    sign_in(citizen, "Tao Thị Keo")
    fill_in(citizen, photograph)
    citizen.page.click("main form[action$='/dossier/'] button")
    citizen.page.wait_for_url("**/receipt/")
    citizen.look()
    return citizen.page.locator(".receipt").inner_text().split("H35.", 1)[1].split()[0].join(["H35.", ""])


def act(officer: Person, address: str, **values: str) -> None:
    """Fill in and send the form of one act on the dossier's page."""
    form = officer.page.locator(f"form[action$='/{address}/']").first
    opener = officer.page.locator(f"details:has(form[action$='/{address}/']):not([open]) > summary")
    if opener.count():
        opener.first.click()
    for name, value in values.items():
        field = form.locator(f"[name={name}]")
        if field.first.get_attribute("type") == "radio":
            form.locator(f"[name={name}][value={value}]").check()
        else:
            field.first.fill(value)
    form.locator("button").last.click()
    officer.page.wait_for_load_state()
    officer.look()


def carry(screen: Screen, code: str, *, script: bool) -> None:
    """Counter, case officer, signatory and clerk do their parts."""
    with screen(script=script) as reception:
        reception.enter(f"tiepnhan.{PLACE}", PASSWORD)
        reception.go("/counter/waiting/")
        reception.go(f"/counter/find/?code={code}")
        act(reception, "acceptance")
        assert reception.page.locator("a[href$='/receipt/']").count()
    for username, acts in WORK.items():
        with screen(script=script) as officer:
            officer.enter(f"{username}.{PLACE}", PASSWORD)
            officer.go("/desk/")
            for address, values in acts:
                officer.go(f"/desk/find/?code={code}")
                act(officer, address, **values)


DRAFT = {"outcome": "granted", "title": "Giấy chứng nhận kết hôn", "text": "Chấp thuận đề nghị."}
WORK: dict[str, list[tuple[str, dict[str, str]]]] = {
    "tuphap": [("hold", {}), ("decision", DRAFT), ("completion", {"note": "Đã kiểm tra"})],
    "chanhvanphong": [("completion", {"note": "Đồng ý"})],
    "lanhdao": [("approval", {})],
    "vanthu": [("result", {})],
}


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_search_to_returned_result(screen: Screen, product: Product, photograph: str, script: bool) -> None:
    with screen(phone=True, script=script) as citizen:
        code = file_it(citizen, photograph)
        carry(screen, code, script=script)
        with screen(script=script) as returning:
            returning.enter(f"traketqua.{PLACE}", PASSWORD)
            returning.go("/counter/results/")
            returning.go(f"/counter/find/?code={code}")
            act(returning, "return", receiver="applicant")
        citizen.go("/dossiers/")
        citizen.page.goto(f"/lookup/?code={code}")
        citizen.look()
        assert citizen.says("4")
        citizen.go("/notices/")
        assert citizen.says(code)
    with screen(script=script) as leader:
        leader.enter(f"chutich.{PLACE}", PASSWORD)
        leader.go("/board/")
