"""Words in what the club holds of its people: studies, work, towns, what one may ask them about; whatever its audience.

Each word begins one that stands there, without its carons. The database folds as far as `vezi_words` does
(migration 0008): Latin letters with one plain letter each.
"""

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from vezi.core.folding import fold
from vezi.network.clubs.models import Club, Programme
from vezi.network.memberships.queries import reach
from vezi.network.people.models import Affiliation, Person, Position, Residence
from vezi.network.people.naming import called

MOST_WORDS = 6
WORK = "vezi_words(title || ' ' || employer || ' ' || city)"
HOME = "vezi_words(city)"
NAME = "vezi_words(folded)"
ASK = "vezi_words(ask_about)"


def words_of(text: str) -> list[str]:
    """The words of a question that can stand somewhere: letters and digits alone."""
    plain = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    return plain.split()[:MOST_WORDS]


def found_in_texts(text: str, club: Club) -> QuerySet | None:
    """Numbers of people of whom every word stands in the name, or in what is held of them; None without a word.

    A word of a single letter begins too much, and is no reason by itself; a mail address is no words.
    """
    words = words_of(text) if "@" not in text else []
    if not words or max(map(len, words)) < 2:
        return None
    first, *others = sorted(words, key=len, reverse=True)
    found = Person.objects.filter(pk__in=_with(first, club))
    for word in others:
        found = found.filter(pk__in=_with(word, club))
    return found.order_by().values("pk")


def found_in_names(text: str) -> QuerySet:
    """Those of whom every word stands in the name."""
    found = Person.objects.all()
    for word in words_of(text):
        found = found.filter(_begins(NAME, word))
    return found.order_by().values("pk")


def _with(word: str, club: Club) -> QuerySet:
    held = reach.held_by(club)
    works = Position.objects.filter(held, _begins(WORK, word)).values("person")
    homes = Residence.objects.filter(held, _begins(HOME, word)).values("person")
    studies = Affiliation.objects.filter(held, programme__in=_programmes(word)).values("person")
    names = Person.objects.filter(_begins(NAME, word)).order_by().values("pk")
    asked = Person.objects.exclude(ask_about="").filter(_begins(ASK, word), is_deceased=False)
    return names.union(works, homes, studies, asked.exclude(pk__in=reach.gone_from(club)).order_by().values("pk"))


def _programmes(word: str) -> list[int]:
    """Of which a word begins so; there are some hundreds."""
    named = Programme.objects.filter(called([word]))
    return list(named.values_list("pk", flat=True))


def _begins(where: str, word: str) -> RawSQL:
    # `where` is one of the constants above, the expressions that are indexed; the word has letters and digits alone.
    return RawSQL(f"{where} @@ to_tsquery('simple', %s)", [f"{word}:*"], output_field=BooleanField())  # noqa: S611
