"""What happens on the way: agencies asked, an apology in time, a second supplement that needs its basis."""

from __future__ import annotations

import pytest

from bench.product import Product
from tests.journeys.conftest import Person, Screen
from tests.journeys.test_main_road import PASSWORD, act

pytestmark = pytest.mark.journey


def prepared(product: Product, what: str) -> str:
    """Let the product live through the days before; the code of the dossier."""
    return said_of(product, what)[-1]


def said_of(product: Product, what: str) -> list[str]:
    """The same, with all that its last line says."""
    words = f"from tests.journeys.preparing import {what}; {what}()"
    return product.manage("shell", "--no-imports", "-c", words).splitlines()[-1].split()


def open_dossier(officer: Person, username: str, code: str) -> str:
    """Sign in and go to the dossier; its address."""
    officer.enter(username, PASSWORD)
    officer.go(f"/desk/find/?code={code}")
    return officer.page.url


def answer(screen: Screen, username: str, code: str, **said: str) -> None:
    with screen() as head:
        head.enter(username, PASSWORD)
        head.go("/desk/questions/")
        head.page.click(f"main a:has-text('{code}')")
        act(head, "answer", **said)


def test_one_agency_answers_one_too_late_and_one_stays_silent(screen: Screen, product: Product) -> None:
    code = prepared(product, "consulted")
    answer(screen, "giamdoc.yte", code, answer="agree")
    answer(screen, "giamdoc.giaoduc", code, answer="disagree", text="Nằm trong hành lang bảo vệ.")
    with screen() as case:
        address = open_dossier(case, "tuphap.tanphong", code)
        case.go(f"{address}consultations/")
        for agency, words in (
            ("Sở Y tế", "đồng ý"),
            ("Sở Giáo dục và Đào tạo", "trả lời sau thời hạn"),
            ("Sở Nội vụ", "chưa trả lời đúng hạn"),
        ):
            card = case.page.locator(f"article:has(h3:has-text('{agency}'))").inner_text().lower()
            assert words in card, card
        assert case.says("Nằm trong hành lang bảo vệ.")


def test_an_apology_foreseen_in_time_is_signed_and_reaches_the_applicant(screen: Screen, product: Product) -> None:
    code = prepared(product, "foreseen")
    with screen() as head:
        head.enter("chutich.tanphong", PASSWORD)
        head.go("/desk/forecast/")
        head.page.click(f"main a[href$='/extension/']:has-text('{code}')")
        head.look()
        assert head.says("Hệ thống dự thảo")
        head.page.click("button[name=act][value=sign]")
        head.page.wait_for_load_state()
        head.go(head.page.url.split("extension")[0] + "extension/")
        assert head.says("PXL-")
        first, new = (head.page.locator("dd").nth(number).inner_text() for number in (0, 1))
        assert first != new
    with screen(phone=True) as citizen:
        citizen.go(f"/lookup/?code={code}")
        assert citizen.says(code)


def test_a_second_supplement_is_refused_without_its_basis(screen: Screen, product: Product) -> None:
    code = prepared(product, "supplemented")
    with screen() as case:
        address = open_dossier(case, "tuphap.tanphong", code)
        case.go(f"{address}supplement-request/")
        judge(case)
        send(case)
        assert case.says("Nêu văn bản cho phép")
        case.page.fill("[name=basis]", "NĐ 118/2025/NĐ-CP, Điều 17.2a")
        send(case)
        assert case.page.url == address
    with screen() as head:
        head.enter("chutich.tanphong", PASSWORD)
        head.go("/desk/supplement-requests/?tab=approval")
        head.page.click(f"main a:has-text('{code}')")
        act(head, "approval")
    with screen() as case:
        open_dossier(case, "tuphap.tanphong", code)
        assert case.says("thời hạn tạm dừng")


def test_a_colleagues_list_is_handed_over_after_a_look_and_taken_back(screen: Screen, product: Product) -> None:
    code, registrar, colleague = said_of(product, "held")
    with screen() as head:
        head.enter("chutich.tanphong", PASSWORD)
        head.go("/desk/team/")
        head.page.click(f"main a[href$='/team/{registrar}/handover/']")
        head.look()
        giver = head.page.inner_text("h1 span[lang=vi]")
        taker = head.page.inner_text(f"select[name=officer] option[value='{colleague}']").split(" (")[0]
        head.page.select_option("select[name=officer]", colleague)
        press(head, "form[action$='/selection/'] .acts button")
        assert head.says("Sẽ thực hiện") and head.says(code)
        press(head, "form[action$='/bulk-runs/'] .acts button")
        assert taker in row_of(head, code)
        press(head, "form[action$='/undoing/'] button")
        assert giver in row_of(head, code)


def row_of(person: Person, code: str) -> str:
    return person.page.locator(f"main tr:has-text('{code}')").inner_text()


def press(person: Person, selector: str) -> None:
    person.page.locator(f"main {selector}").first.click()
    person.page.wait_for_load_state()
    person.look()


def judge(case: Person) -> None:
    """All is right but the first paper."""
    rights = case.page.locator("input[type=radio][value=right]")
    for number in range(rights.count()):
        rights.nth(number).check()
    wrong = case.page.locator("input[type=radio][value=wrong]").first
    wrong.check()
    case.page.fill(f"[name='{wrong.get_attribute('name')}-fault']", "Ảnh mờ, chụp lại")
    case.page.fill("[name=reason]", "Hồ sơ chưa đủ")


def send(case: Person) -> None:
    case.page.locator("main form .acts button").last.click()
    case.page.wait_for_load_state()
    case.look()
