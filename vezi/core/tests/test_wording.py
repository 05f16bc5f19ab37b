"""Whatever is typed, what is drawn holds nothing that runs, hides or turns lines round."""

import time
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vezi.core.public_ids import public_id
from vezi.core.wording import clean, markdown, mentions
from vezi.core.wording.markdown import Named

HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "</p><svg onload=1>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:1)",
        "[x](data:text/html,1)",
        "[x](//evil.example)",
        "[x](/accounts/logout/)",
        "![x](https://evil.example/a.png)",
        "<https://a.example>",
        "https://a.example/?q=<b>&x=1",
        "[https://bank.si](https://evil.example)",
        "<style>*{display:none}</style>",
        "<!-- x",
        "&lt;script&gt;",
        "&#60;script&#62;",
        "[a]: javascript:1",
        "# head",
        "| a | b |\n|--|--|",
        "```\n</code></pre><script>1</script>\n```",
        "`<b>`",
        "<iframe srcdoc='<script>1</script>'>",
        "<math><mtext><style><img src=x onerror=1>",
        '<noscript><p title="</noscript><img src=x onerror=1>">',
        "\u202etxt.exe",
        "\u200b",
        "\u2066\u2067",
        "@{2222222222222}",
        "**",
        "> ",
        "- ",
        "\n\n",
    ]
)
TEXTS = st.lists(st.one_of(HOSTILE, st.text(max_size=30)), max_size=12).map("".join)
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
HIDING = set("\u200b\u2060\ufeff\u00ad\u034f\u3164\u115f\u1160")
ATTRIBUTES = {"a": {"href", "class", "rel"}, "span": {"class"}, "ol": {"start"}}


class Drawn(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_only_what_is_named_comes_through(said: str) -> None:
    html = markdown.drawn(clean.text(said), {"2222222222222": Named("<b>Ada</b>", "/people/abc/")})

    for tag, attributes in Drawn(html).tags:
        assert tag in markdown.TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set())
        if tag == "a":
            href = attributes.get("href") or "https://"  # what leads nowhere has lost its address
            assert href.startswith(("http://", "https://", "mailto:")) or href == "/people/abc/"
            assert attributes["rel"] == markdown.REL


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_nothing_is_left_that_turns_or_hides(said: str) -> None:
    kept = clean.text(said)

    assert not (TURNING | HIDING) & set(kept)
    assert not [sign for sign in kept if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t"]
    assert clean.text(kept) == kept
    assert "\n" not in clean.line(said)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abcčšžABC ĐđßÆ.,:!?0123456789", min_size=1, max_size=80))
def test_plain_words_are_left_as_they_are(said: str) -> None:
    assert "".join(Drawn(markdown.drawn(clean.text(said))).words).split() == said.split() or said.strip().startswith(
        tuple("0123456789")
    )


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("a\u0301\u0301\u0301\u0301\u0301\u0301\u0301b", "á\u0301\u0301\u0301\u0301b"),
        ("👩\u200d🔬 and pay\u200dpal", "👩\u200d🔬 and paypal"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("one\r\ntwo\u2028three\n\n\n\n\nfour  ", "one\ntwo\nthree\n\nfour"),
        ("\u202eevil\u202c", "evil"),
    ],
)
def test_letters_are_kept_as_they_were_meant(said: str, kept: str) -> None:
    assert clean.text(said) == kept


def test_a_link_says_where_it_leads() -> None:
    drawn = markdown.drawn("[https://bank.si](https://evil.example/x) [here](https://good.example)")

    assert "(evil.example)" in drawn
    assert "(good.example)" in drawn
    assert "(a.example)" not in markdown.drawn("https://a.example/b")


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("[https://nlb.com/login](https://nlb.co/x)", "nlb.co"),
        ("[nlb.co.evil.example](https://nlb.co)", "nlb.co"),
        ("[nlb.co or bank.si](https://nlb.co)", "nlb.co"),
        ("[ada@bank.site](mailto:ada@bank.si)", "ada@bank.si"),
    ],
)
def test_no_host_hides_behind_a_longer_one(link: str, host: str) -> None:
    assert f"({host})" in markdown.drawn(link)
    assert "(" not in markdown.drawn("[https://nlb.co/login](https://nlb.co/x) [nlb.co](https://nlb.co)")


def test_names_in_code_are_spelt() -> None:
    ada, nobody = public_id(), public_id()
    drawn = markdown.drawn(f"`@{{{ada}}}`\n\n```\n@{{{ada}}} @{{{nobody}}}\n```", {ada: Named("<Ada>", "/people/ada/")})

    assert drawn.count("@&lt;Ada&gt;") == 2
    assert "@…" in drawn
    assert ada not in drawn
    assert nobody not in drawn


def test_names_are_drawn_as_the_reader_sees_them() -> None:
    ids = [public_id(), public_id()]
    text = f"Ask @{{{ids[0]}}} or @{{{ids[1]}}}"

    assert '<a class="nm" href="/people/ada/"' in markdown.drawn(text, {ids[0]: Named("Ada", "/people/ada/")})
    assert ids[1] not in markdown.drawn(text)
    assert markdown.plain(text, {ids[0]: Named("Ada")}) == "Ask @Ada or @…"


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_nobody_is_named_by_what_is_typed(said: str) -> None:
    assert mentions.kept(mentions.unbraced(clean.text(said))) == []


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=3))
def test_what_is_put_in_changes_nothing_else(said: str, names: list[str]) -> None:
    text = mentions.unbraced(clean.text(f"{said} @{' '.join(names)}"))
    places = {one.start: (min(2, len(one.words)), "2" * 13) for one in mentions.typed(text)}

    named = mentions.put_in(text, places)

    assert len(mentions.KEPT.findall(named)) <= len(places)
    assert mentions.put_in(text, {}) == text


@pytest.mark.parametrize(
    "sign", ["[", "> ", "*", "- ", "`", "[a](", "<", "*a_", "https://", "&", "@", "@a ", "\n- a", "  ", "(h", "a\u0301"]
)
def test_hostile_texts_of_full_length_are_read_quickly(sign: str) -> None:
    text = (sign * clean.LONGEST_TEXT)[: clean.LONGEST_TEXT]
    began = time.process_time()
    markdown.drawn(clean.text(text))
    mentions.typed(text)

    assert time.process_time() - began < 3
