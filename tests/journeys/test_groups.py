"""A circle from end to end: found, joined, a question asked, answered, thanked for and found again; a post hidden with a reason."""

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.browser import ALL_EYES, Eyes, assert_sound
from tests.journeys.visitors import Visitors


def to_group(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


@pytest.mark.parametrize("script", [True, False])
def test_a_question_is_asked_answered_marked_and_found_again(visit: Visitors, script: bool) -> None:
    word = f"zanzibar{secrets.token_hex(3)}"
    ada = visit("/groups/", as_="ada", script=script)
    to_group(ada, "Treasury and hedging")
    ada.get_by_role("link", name="Ask a question").click()
    ada.get_by_label("Title").fill(f"Who insures ships off {word}?")
    ada.get_by_role("textbox", name="What would you like").fill("Ours asks **twice**, @Maja Kovač.")
    ada.get_by_role("button", name="Post it").click()
    expect(ada.get_by_role("heading", level=1)).to_have_text(f"Who insures ships off {word}?")
    expect(ada.locator("article strong")).to_have_text("twice")
    expect(ada.locator("article .written .nm")).to_have_text("Maja Kovač")

    maja = visit(re.sub(r"^https?://[^/]+", "", ada.url), as_="maja-kovac", script=script)
    maja.get_by_role("textbox", name="Your answer").fill("A broker in Trieste does.\n\n- he answers\n- he is dear")
    maja.get_by_role("button", name="Answer", exact=True).click()
    expect(maja.locator("article li")).to_have_text(["he answers", "he is dear"])

    ada.reload()
    ada.get_by_role("button", name="This helped me").click()
    expect(ada.get_by_role("heading", name="The answer that helped")).to_be_visible()
    ada.get_by_role("button", name=re.compile("^Thanks")).last.click()
    expect(ada.get_by_role("button", name=re.compile("^Thanks"), pressed=True)).to_have_count(1)

    ada.goto(f"/groups/search/?q={word}")
    expect(ada.locator("main .rows .nm").first).to_have_text(f"Who insures ships off {word}?")
    expect(ada.locator("main")).to_contain_text("answered")


def test_a_name_is_chosen_while_it_is_typed(visit: Visitors) -> None:
    ada = visit("/groups/", as_="ada")
    to_group(ada, "Treasury and hedging")
    ada.get_by_role("link", name="Open a discussion").click()
    ada.get_by_label("Title").fill("Who was it?")
    text = ada.get_by_role("textbox", name="What would you like")

    text.press_sequentially("Thank you, @maj")
    expect(ada.get_by_role("option", name="Maja Kovač").first).to_be_visible()
    assert_sound(ada)
    text.press("Escape")
    expect(ada.get_by_role("option")).to_have_count(0)
    text.press_sequentially("a")
    expect(ada.get_by_role("option", selected=True)).to_have_count(1)
    text.press("Enter")
    text.press_sequentially("for the evening.")

    assert re.fullmatch(r"Thank you, @Maja Kovač( ’\d\d)? for the evening\.", text.input_value())
    ada.get_by_role("button", name="Post it").click()
    expect(ada.locator("article .written .nm")).to_have_text("Maja Kovač")


def test_a_post_is_reported_and_hidden_with_a_reason(visit: Visitors) -> None:
    ada = visit("/groups/", as_="ada")
    to_group(ada, "Emona Business in Vienna")
    ada.get_by_role("link", name="Open a discussion").click()
    ada.get_by_label("Title").fill("Buy my car")
    ada.get_by_role("textbox", name="What would you like").fill("Nearly new.")
    ada.get_by_role("button", name="Post it").click()
    address = re.sub(r"^https?://[^/]+", "", ada.url)

    peter = visit(address, as_="peter-szucs-kovari", complaints_of=["422"])
    peter.locator("article summary").first.click()
    peter.get_by_role("link", name="Hide it, and say why").click()
    peter.get_by_role("button", name="Hide the post").click()
    expect(peter.locator(".err")).to_be_visible()
    peter.get_by_label("Why").fill("This is no market.")
    peter.get_by_role("button", name="Hide the post").click()
    expect(peter.locator("main")).to_contain_text("Hidden. The writer is told why.")

    ada.goto("/notices/")
    expect(ada.locator("main")).to_contain_text("This is no market.")
    nejc = visit(address, as_="nejc-zagar", complaints_of=["404"])
    expect(nejc.get_by_role("heading", level=1)).not_to_contain_text("Buy my car")


def test_a_member_comes_in_by_request(visit: Visitors) -> None:
    name = f"Circle {secrets.token_hex(3)}"
    ada = visit("/groups/new/", as_="ada")
    ada.get_by_label("Name").fill(name)
    ada.get_by_role("radio", name=re.compile("By request")).check()
    ada.get_by_role("button", name="Make the group").click()
    expect(ada.get_by_role("heading", level=1)).to_have_text(name)
    address = re.sub(r"^https?://[^/]+", "", ada.url)

    nejc = visit(address, as_="nejc-zagar")
    nejc.get_by_label("A few words").fill("I run, too.")
    nejc.get_by_role("button", name="Ask to join").click()
    expect(nejc.locator("main")).to_contain_text("You asked to join on")

    ada.goto(f"{address}door/")
    expect(ada.locator("main")).to_contain_text("I run, too.")
    ada.get_by_role("button", name="Let in Nejc Žagar").click()
    nejc.reload()
    expect(nejc.get_by_role("link", name="Open a discussion")).to_be_visible()


@pytest.mark.parametrize("eyes", ALL_EYES, ids=str)
def test_pages_are_sound(visit: Visitors, eyes: Eyes) -> None:
    page = visit("/groups/", as_="ada", eyes=eyes)
    assert_sound(page)
    page.get_by_role("link", name="Treasury and hedging", exact=True).click()
    page.wait_for_url(re.compile(r"/groups/[0-9a-z]{13}/$"))
    here = page.url
    assert_sound(page)
    for part in ("members/", "write/", "good-practice/", "invite/?q=novak", "leave/"):
        page.goto(here + part)
        assert_sound(page)
    page.goto(here)
    page.locator("main li a.nm").first.click()
    page.wait_for_url(re.compile(r"/groups/d/"))
    assert_sound(page)


def test_a_draft_outlives_a_page_left_and_ends_when_sent(visit: Visitors) -> None:
    ada = visit("/groups/", as_="ada")
    to_group(ada, "Running before work")
    ada.get_by_role("link", name="Open a discussion").click()
    words = f"Ice again {secrets.token_hex(3)}"
    ada.get_by_role("textbox", name="What would you like").fill(words)
    ada.goto("/home/")
    ada.go_back()
    ada.reload()
    box = ada.get_by_role("textbox", name="What would you like")
    expect(box).to_have_value(words)
    ada.get_by_label("Title").fill("Ice")
    ada.get_by_role("button", name="Post it").click()
    expect(ada.locator("article .written")).to_have_text(words)

    ada.go_back()
    ada.reload()

    expect(box).to_have_value("")


def test_what_is_far_too_long_is_not_sent_and_stays_where_it_was_written(visit: Visitors) -> None:
    ada = visit("/groups/", as_="ada")
    to_group(ada, "Running before work")
    ada.get_by_role("link", name="Open a discussion").click()
    here, box = ada.url, ada.get_by_role("textbox", name="What would you like")
    box.evaluate("(box) => (box.value = 'Pasted. '.repeat(100_000))")

    ada.get_by_role("button", name="Post it").click()

    expect(ada.get_by_role("alert")).to_contain_text("far longer than anybody reads")
    assert ada.url == here
    assert box.evaluate("(box) => box.value.length") == 800_000
