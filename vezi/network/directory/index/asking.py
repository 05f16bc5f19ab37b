"""What somebody who types a question means: which words are worth looking for.

“Who knows something about water turbines” asks for water and turbines; “finance in Vienna” for finance and Vienna; a
mail address is one word. Whether a word is a name, a year, a place or a trade is for the people themselves to answer:
`matching` says how well it fits each of them.
"""

import re

from vezi.network.directory.index.matching import Word
from vezi.network.directory.index.words import words as words_of

MOST_WORDS = 8
_MAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]*")

#: A question that begins so is a sentence.
_OPENINGS = """
who whom whose someone somebody anyone anybody people person expert experts specialist specialists find looking
kdo koga kogar nekdo nekoga kdorkoli ljudje strokovnjak strokovnjakinja poznavalec iscem
"""
#: Small words of such a sentence.
_SMALL = """
knows know knowing knew about something anything everything a an the of in into on at to for from with and or is are was
were be been that which can could would should does do did has have had me us i my our works work working worked lives
live living understands understand deals deal dealing good any some please
se spozna spoznajo spoznava ve vedo zna znajo pozna poznajo kaj nekaj vse o na za v z s k h pri iz ob po glede je so bi
lahko mi nam dela delajo ukvarja ukvarjajo zivi zivijo razume ki in ali kateri katera prosim
"""
#: Between two words they say nothing either.
_BETWEEN = "in at on from of the and near with for v na iz pri ob za s z k"
OPENINGS, BETWEEN = frozenset(_OPENINGS.split()), frozenset(_BETWEEN.split())
IDLE = OPENINGS | frozenset(_SMALL.split())


def asked(text: str) -> tuple[Word, ...]:
    """The last word may be a beginning: somebody is still typing."""
    mails = [mail.lower() for mail in _MAIL.findall(text)]
    texts = _worth_looking_for(words_of(_MAIL.sub(" ", text)))
    found = [*((mail, True) for mail in dict.fromkeys(mails)), *((word, False) for word in texts)][-MOST_WORDS:]
    return tuple(Word(word, place == len(found), is_mail) for place, (word, is_mail) in enumerate(found, start=1))


def _worth_looking_for(words: tuple[str, ...]) -> list[str]:
    if words and words[0] in OPENINGS:
        return [word for word in words if word not in IDLE] or list(words)
    return [
        word for place, word in enumerate(words, start=1) if not (word in BETWEEN and 1 < place < len(words))
    ]  # fmt: skip
