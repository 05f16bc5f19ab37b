"""What is left of a mail is what its writer wrote: whatever program sent it, in whatever language and letters."""

import time
from email import message_from_bytes
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vezi.core.mail.inbound import quoting, reading
from vezi.core.mail.inbound.tests.clients import PROGRAMS

#: Lines as people write them; none that a program would write.
LETTERS = st.characters(
    min_codepoint=32, max_codepoint=0x17F, exclude_characters="<>_-—:|\x7f\xad", exclude_categories=["Cc", "Zs"]
)
WORD = st.text(LETTERS, min_size=1, max_size=12)
LINE = st.lists(WORD, min_size=1, max_size=12).map(" ".join)
TEXT = st.lists(LINE, min_size=1, max_size=5).map("\n".join)


@pytest.mark.parametrize("program", PROGRAMS)
@given(text=TEXT)
def test_an_answer_is_what_was_written_above_the_letter(program, text) -> None:
    message = PROGRAMS[program](text)

    assert reading.read(message.as_bytes()).text == text


@pytest.mark.parametrize(
    "text",
    [
        "On Monday at 10:30 I wrote:\nnothing at all.",
        "Dne 3. 11. 2026 ob 9:00 sem jim napisala:\nnaj pridejo.",
        "From: my heart.",
        "Hello,\n\n1. yes\n2. no -- and so on\n\nMaja",
        "Od jutri sem tam.\nZa vse.\nZadeva je jasna.",
    ],
)
def test_sentences_that_look_like_a_program_stay(text) -> None:
    assert quoting.cut(text) == text


def test_answers_between_quoted_lines_keep_what_they_answer() -> None:
    text = "> Shall we sail?\n\nYes.\n\n> On Sunday?\n\nNo, on Saturday."

    assert quoting.cut(f"Hello\n\n{text}") == f"Hello\n\n{text}"


def test_where_nothing_would_be_left_all_is_kept() -> None:
    assert quoting.cut("> only\n> quoted") == "> only\n> quoted"
    assert quoting.cut("-- \nMaja") == "-- \nMaja"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1250", "iso-8859-2"])
def test_letters_of_every_charset_are_read(charset) -> None:
    message = EmailMessage()
    message.set_content("Žiga Čuček prihaja v Škofjo Loko.", charset=charset, cte="base64")

    assert reading.read(message.as_bytes()).text == "Žiga Čuček prihaja v Škofjo Loko."


def test_a_charset_nobody_knows_is_guessed() -> None:
    raw = b"Content-Type: text/plain; charset=x-made-up\n\n" + "Žiga prihaja, čaka ga šola.".encode("windows-1250")

    assert "prihaja" in reading.read(raw).text


def test_a_paragraph_broken_by_the_program_is_one_again() -> None:
    raw = (
        b"Content-Type: text/plain; format=flowed\n\nOne paragraph that is \nbroken in two.\n\nAnother one.\n-- \nMaja"
    )

    assert reading.read(raw).text == "One paragraph that is broken in two.\n\nAnother one."


def test_html_alone_becomes_its_words_and_nothing_that_runs() -> None:
    message = EmailMessage()
    message.set_content(
        "<style>p{}</style><p>Yes &amp; no</p><script>alert(1)</script><ul><li>one</li><li>two</li></ul>",
        subtype="html",
    )

    assert reading.read(message.as_bytes()).text == "Yes & no\n\none\ntwo"


def test_files_come_along_and_a_firms_small_sign_does_not() -> None:
    message = EmailMessage()
    message.set_content("See the picture.")
    message.add_attachment(b"x" * 100, maintype="image", subtype="png", filename="čoln.png")
    message.add_attachment(b"y" * 900, maintype="image", subtype="png", disposition="inline", filename="logo.png")
    message.add_attachment(b"z" * 90_000, maintype="image", subtype="jpeg", disposition="inline", filename="photo.jpg")

    assert [one.name for one in reading.read(message.as_bytes()).files] == ["čoln.png", "photo.jpg"]


def test_words_around_a_picture_are_one_answer() -> None:
    raw = (
        b"Content-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: text/plain\n\nAbove.\n"
        b"--q\nContent-Type: image/png\nContent-Disposition: inline\n\nx\n--q\nContent-Type: text/plain\n\nBelow.\n--q--"
    )

    assert reading.read(raw).text == "Above.\nBelow."
    assert reading.read(raw.replace(b"text/plain", b"text/html")).text == "Above. Below."


def test_a_mail_within_the_mail_is_nobodys_answer() -> None:
    """Somebody else wrote it, and not to us: neither its words nor its files go anywhere."""
    message, other = EmailMessage(), EmailMessage()
    other["From"] = "grace@example.org"
    other.set_content("Between you and me.")
    other.add_attachment(b"x" * 90_000, maintype="image", subtype="jpeg", filename="private.jpg")
    message.add_attachment(other)
    alone = reading.read(message.as_bytes())
    message.attach(message_from_bytes(b"Content-Type: text/plain\n\nSee this."))

    assert (alone.text, alone.files) == ("", [])
    assert (reading.read(message.as_bytes()).text, reading.read(message.as_bytes()).files) == ("See this.", [])


def test_signs_that_stand_for_no_letters_are_read_as_they_came() -> None:
    raw = (
        b"Subject: =?utf-8?b?a?=\nContent-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: text/plain\n\nYes.\n--q\n"
        b'Content-Type: application/pdf; name="=?utf-8?b?a?="\nContent-Disposition: attachment\n\nx\n--q--'
    )

    mail = reading.read(raw)

    assert (mail.subject, mail.text, [one.name for one in mail.files]) == ("=?utf-8?b?a?=", "Yes.", ["=?utf-8?b?a?="])


@given(
    st.sampled_from(["Subject", "From", "To", "Message-ID", "Content-Type", "Content-Disposition"]),
    st.text(max_size=60),
)
def test_whatever_stands_in_a_header_is_read_or_is_not(name, said) -> None:
    for form in (
        said,
        f"=?{said}?=",
        f"=?utf-8?b?{said}?=",
        f'text/plain; name="{said}"',
        f"x; filename*=utf-8''{said}",
    ):
        try:
            reading.read(f"{name}: {form}\n\nYes.".encode("utf-8", "surrogatepass"))
        except reading.Unreadable:
            return


@given(st.binary(max_size=2_000))
def test_whatever_comes_is_read_or_is_not(raw) -> None:
    try:
        reading.read(raw)
    except reading.Unreadable:
        return


@pytest.mark.parametrize("part", ["a" * 99 + " ", "> ", "On 10:10 ", "<div>", "From: a\n", "\n", "</blockquote>"])
def test_twenty_megabytes_are_read_in_moments(part) -> None:
    raw = b"Content-Type: text/html\n\n" + part.encode() * (8_000_000 // len(part))
    began = time.monotonic()

    for kind in (b"html", b"plain"):
        reading.read(raw.replace(b"html", kind, 1))

    assert time.monotonic() - began < 20


def test_parts_within_parts_a_thousand_deep_do_no_harm() -> None:
    raw = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000))

    with pytest.raises(reading.Unreadable):
        reading.read(raw)
