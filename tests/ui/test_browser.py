"""The look in a real browser: nothing in anybody's way, and what the scripts add."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Route, expect

pytestmark = pytest.mark.journey
HOME = "http://localhost"  # a browser trusts it as it trusts https


def gallery(window: BrowserContext, query: str = "") -> Page:
    page = window.new_page()
    page.goto(f"{HOME}/ui/{query}")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("query", "width"), [("", 360), ("?desk", 1280), ("?desk", 360)])
def test_nothing_stands_in_anybodys_way(window, query, width, scheme):
    faults: list[str] = []
    window.on("weberror", lambda fault: faults.append(str(fault.error)))
    window.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page = gallery(window, query)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults == []


def test_without_script_everything_is_there_and_fits(old_phone):
    page = gallery(old_phone)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    expect(page.locator("[data-name=certificate] input[type=file]").last).to_be_visible()


def test_targets_are_large_enough_for_a_thumb(window):
    page = gallery(window)
    page.set_viewport_size({"width": 360, "height": 800})
    shown = "all => all.map(one => one.getClientRects()[0]?.height).filter(Boolean)"
    heights = page.eval_on_selector_all(".button, .input:not(textarea), .tab, .brand-act, .choice-label", shown)
    assert min(heights) >= 44


def test_a_dialog_opens_over_the_page_and_escape_closes_it(window):
    page = gallery(window)
    page.click("[data-opens=gallery-dialog]")
    expect(page.locator("#gallery-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#gallery-dialog")).to_be_hidden()


def test_the_map_of_keys_names_what_each_does_and_rests_while_typing(window):
    page = gallery(window, "?desk")
    page.focus("#id_reason")
    page.keyboard.type("?")
    expect(page.locator("#keymap")).to_be_hidden()
    page.focus("#main")
    page.keyboard.type("?")
    expect(page.locator("#keymap")).to_contain_text("Hồ sơ tiếp theo")


def test_chosen_files_are_listed_and_can_be_taken_out(window):
    page = gallery(window)
    field = page.locator("[data-name=certificate]")
    papers = [{"name": f"trang-{n}.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"} for n in (1, 2)]
    field.locator("#id_certificate").set_input_files(papers)
    field.get_by_role("button", name="Bỏ trang-1.pdf").click()
    assert page.eval_on_selector("#id_certificate", "input => [...input.files].map(f => f.name)") == ["trang-2.pdf"]


def test_a_file_that_is_too_large_is_refused_with_its_size(window):
    page = gallery(window)
    field = page.locator("[data-name=letter]")
    field.evaluate("field => field.dataset.maxBytes = 3")
    field.locator("input").set_input_files({"name": "to.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
    expect(field).to_contain_text("to.pdf nặng 4 B; mỗi tệp không quá 3 B")
    assert page.eval_on_selector("#id_letter", "input => input.files.length") == 0


def test_a_file_that_did_not_arrive_can_be_sent_again(window):
    page = gallery(window)
    answers = iter([(500, "{}"), (200, '{"token": "t-1", "name": "to.pdf"}')])

    def take(route: Route) -> None:
        status, body = next(answers)
        route.fulfill(status=status, body=body, content_type="application/json")

    page.route("**/take/", take)
    field = page.locator("[data-name=letter]")
    field.evaluate("field => field.dataset.uploadUrl = '/take/'")
    field.locator("input").set_input_files({"name": "to.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
    expect(field).to_contain_text("Chưa nhận được to.pdf")
    field.get_by_role("button", name="Thử lại").click()
    expect(field).to_contain_text("Đã nhận to.pdf")
    assert field.locator("input[name=letter_token]").input_value() == "t-1"


def test_what_is_typed_is_saved_and_a_failure_is_told_and_tried_again(window):
    page = gallery(window)
    answers = iter([503, 204])
    page.route("**/draft/", lambda route: route.fulfill(status=next(answers)))
    form = page.locator("#files form")
    form.evaluate("form => form.dataset.autosave = '/draft/'")
    page.evaluate("document.body.dispatchEvent(new Event('htmx:load', {bubbles: true}))")
    form.evaluate("form => form.dispatchEvent(new Event('input', {bubbles: true}))")
    line = form.locator("[data-saving]")
    expect(line).to_contain_text("Chưa lưu được")
    expect(line).to_contain_text("Đã lưu lúc")


def test_a_save_under_way_is_called_off_when_the_form_is_sent(window):
    page = gallery(window)
    page.route("**/draft/", lambda route: None)  # a slow line: no answer
    form = page.locator("#files form")
    form.evaluate("form => form.dataset.autosave = '/draft/'")
    page.evaluate("document.body.dispatchEvent(new Event('htmx:load', {bubbles: true}))")
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/draft/")):
        with page.expect_request("**/draft/"):
            form.evaluate("form => form.dispatchEvent(new Event('input', {bubbles: true}))")
        form.evaluate("form => form.dispatchEvent(new Event('submit'))")


SCAN = """(field, scan) => void setTimeout(() => {
  for (const key of [...scan, "Enter"]) field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }))
})"""


@pytest.mark.parametrize("scan", ["H35.12-260223-0042", "https://dichvucong.example/hs/H35.12-260223-0042"])
def test_a_scanned_code_opens_its_dossier_from_any_field(window, scan):
    page = gallery(window, "?desk")
    page.evaluate("document.body.dataset.scanUrl = '/found/?code='")
    page.locator("#id_q").evaluate(SCAN, scan)
    page.wait_for_url("**/found/?code=H35.12-260223-0042")


def test_a_code_typed_by_hand_stays_in_its_field(window):
    page = gallery(window, "?desk")
    page.evaluate("document.body.dataset.scanUrl = '/found/?code='")
    page.focus("#id_reason")
    page.keyboard.type("H35.12-260223-0042\n", delay=90)
    assert page.input_value("#id_reason") == "H35.12-260223-0042\n"
    assert page.url.endswith("/ui/?desk")


def test_a_form_goes_once_however_often_it_is_pressed(window):
    page = gallery(window)
    page.evaluate("went = []; onsubmit = e => { went.push(!e.defaultPrevented); e.preventDefault() }; 0")
    page.eval_on_selector(".foot button", "button => { button.click(); button.click() }")
    assert page.evaluate("went") == [True, False]
