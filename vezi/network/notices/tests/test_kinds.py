from django.utils import translation

from vezi.core.features import NoticeKind
from vezi.network.notices.kinds import sentence

ASKED = NoticeKind("tests.asked", "asked", one="%(who)s asks. %(line)s", way="now")


def test_words_kept_in_quotation_marks_stand_in_those_of_whoever_reads() -> None:
    with translation.override("sl"):
        assert sentence(ASKED, names=["Ada"], words={"line": "“Na kavo?”"}) == "Ada asks. »Na kavo?«"
    with translation.override("en"):
        assert sentence(ASKED, names=["Ada"], words={"line": "“For coffee?”"}) == "Ada asks. “For coffee?”"


def test_words_without_them_stand_as_they_are() -> None:
    assert sentence(ASKED, names=["Ada"], words={"line": "5” and 6”"}) == "Ada asks. 5” and 6”"
