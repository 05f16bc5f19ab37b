"""The kinds that the areas declared, and their sentences."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vezi.core import features
from vezi.core.features import NoticeKind

NAMED = 2  # people in one sentence; the others are counted


def kind_of(name: str) -> NoticeKind:
    """Raises LookupError for a kind no area declared."""
    found = features.notice_kinds().get(name)
    if found is None:
        raise LookupError(f"No area declares the notice “{name}”.")
    return found


def sentence(kind: NoticeKind, *, names: Sequence[str], words: Mapping[str, str], count: int = 1) -> str:
    """What happened, said of one notice or of `count` under one heading; `names` are of who did it, the latest first."""
    said: dict[str, Any] = defaultdict(str, {key: _quoted(value) for key, value in words.items()})
    said["who"], said["count"] = who(names), count
    form = kind.many if count > 1 and kind.many else kind.one
    return " ".join(str(form % said).split())


def _quoted(words: str) -> str:
    """Words kept between “ and ” stand between the marks of whoever reads them."""
    if not (words.startswith("“") and words.endswith("”")):
        return words
    return _("“%(words)s”") % {"words": words[1:-1]}


def who(names: Sequence[str]) -> str:
    """“Ada”, “Ada and Grace”, “Ada, Grace and 3 others”."""
    first, others = list(dict.fromkeys(names)), 0
    first, others = first[:NAMED], len(first) - NAMED
    if not first:
        return _("Somebody")
    if others > 0:
        said = ngettext("%(names)s and %(count)d other", "%(names)s and %(count)d others", others)
        return said % {"names": ", ".join(first), "count": others}
    if len(first) == NAMED:
        return _("%(one)s and %(other)s") % {"one": first[0], "other": first[1]}
    return first[0]
