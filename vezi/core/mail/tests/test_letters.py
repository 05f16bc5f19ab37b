"""What stands in a letter."""

from vezi.core.mail import letters, tints
from vezi.core.palette import palette_of

HOSTILE = "<script>alert(1)</script> & Søn"
NOTE = {"headline": "A word with you", "paragraphs": ["Dear Žiga,", HOSTILE], "why": "You asked for it."}


class Economists:
    """Stands for a club: core knows none."""

    palette = palette_of("#0e5a4f").to_dict()
    legal_name = "Alumni Club of Economics"
    postal_address = "Kardeljeva ploščad 17, Ljubljana"

    def __str__(self) -> str:
        return "Economics Alumni"


def test_the_first_line_is_the_subject_and_plain_text_knows_no_entities() -> None:
    written = letters.write("core/mail/note", NOTE, language="en")

    assert written.subject == "A word with you"
    assert written.text.startswith("Dear Žiga,\n\n<script>alert(1)</script> & Søn\n")
    assert written.text.endswith("Vezi, http://testserver\n")


def test_a_name_cannot_break_out_of_the_page() -> None:
    written = letters.write("core/mail/note", NOTE, language="en")

    assert "<script" not in written.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Søn" in written.html


def test_a_line_break_in_the_subject_starts_no_header() -> None:
    written = letters.write("core/mail/note", NOTE | {"headline": "Dear Ada\nBcc: all@example.org"}, language="en")

    assert written.subject == "Dear Ada"
    assert written.text.startswith("Bcc: all@example.org\n")


def test_a_club_lends_its_name_colour_and_postal_address() -> None:
    deed = {"button": {"words": "Read on", "url": "https://vezi.example/?a=1&b=2"}}
    written = letters.write("core/mail/note", NOTE | deed, language="en", club=Economists())

    assert "Economics Alumni" in written.html
    assert 'bgcolor="#0e5a4f"' in written.html
    assert 'href="https://vezi.example/?a=1&amp;b=2"' in written.html
    assert "Read on:\nhttps://vezi.example/?a=1&b=2\n" in written.text
    assert written.text.endswith("Alumni Club of Economics, Kardeljeva ploščad 17, Ljubljana\n")


def test_faces_and_years_are_worked_out_to_colours() -> None:
    (face,) = tints.faces(["Žiga Čuček"])
    year = tints.year(1999)

    assert face.letters == "ŽČ"
    assert face.ground.startswith("#")
    assert face.ink.startswith("#")
    assert (year.short, year.colour == year.dark) == ("’99", False)
    assert tints.year(None) is None


def test_no_letter_calls_an_outside_address() -> None:
    written = letters.write("core/mail/note", NOTE | {"faces": tints.faces(["Ada L"])}, language="sl")

    assert "<img" not in written.html
    assert "@import" not in written.html
    assert "url(" not in written.html
