"""Who fits a question: found in the directory by what the asker may see of people, and by nothing else.

A question is a sentence, so nobody has to fit all of it: each word weighs the more, the fewer people are found by it,
and a person fits by the share of the whole weight that her words carry. Names count for nothing: who asks about Novak
does not mean everybody called so.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from tantivy import Query, Searcher

from vezi.core.viewer import Viewer
from vezi.network.directory.index import store
from vezi.network.directory.index.asking import IDLE
from vezi.network.directory.index.clauses import MUST, all_of, any_of, begun, best_of, but, person_is, said, worth
from vezi.network.directory.index.entries import study
from vezi.network.directory.index.halves import Half, Scope, halves
from vezi.network.directory.index.matching import Word
from vezi.network.directory.index.pieces import (
    Entry,
    Piece,
    of_help,
    of_home,
    of_languages,
    of_text,
    of_work,
    split,
    stems_of,
)
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.index.store import how_many, people_of
from vezi.network.directory.index.words import words as words_of
from vezi.network.directory.knowing.wanted import read
from vezi.network.directory.scopes import connected_with, everywhere, within
from vezi.network.people.queries import Seen
from vezi.network.questions.models import LONGEST, Breadth
from vezi.network.questions.room import step_of

MOST_WORDS = 10  # of a question, those by which the fewest are found
LEAST, WELL = 0.3, 0.55  # of the whole weight: of who fits at all, of who fits well
DEEPEST = 1_000  # people
A_STEM, LONG = 5, 7  # letters by which other words may begin; of a word of which two thirds are enough
#: How much of a word's weight counts, by where it stands.
ASK_ABOUT, TODAY, PAST, BEGUN = 1.25, 1.0, 0.7, 0.45

#: Words of a question that say nothing of who could answer it; folded.
_SMALL = """
you your yours we us our he she they them their there here this these those it its am been being has had having how what
when where which why while whether may might must shall should will would could dont does doing done get got getting go
going help helping helped need needs needed want wants wanted like likes would love ask asking asked question questions
answer answers advice advise recommend recommendation recommendations suggest suggestion suggestions tell share talk
speak chat hour half minutes experience experienced hello hi dear thanks thank regards best just also more most much many
few lot really very too only than then not no yes but because if so as by up out off over under after before through
during per since still already ever never again new one two some thing things way ways time day days week month year years
nas vas vam vasa vase jaz ti on ona oni one mi vi me te ga jo jih njega njo njih moj moja moje nas nasa nase svoj svoja
svoje sem si je smo ste so bom bos bo bomo boste bodo bil bila bilo bili bile imam imas ima imamo imate imajo kako kje
kdaj zakaj kam kateri katera katero katere ker ce ali pa ter da ne ni nisem tudi se samo zelo bolj vec malo lahko rad rada
radi bi rabim potrebujem iscem zanima pomoc pomagati pomaga pomagal pomagala svetuje svetovati nasvet nasveti priporoca
priporocilo vprasanje vprasati odgovor odgovoriti izkusnje izkusnja izkusen pogovor pogovoriti ure uro pol minut dober
dobra dobro dobre pozdravljeni lep pozdrav hvala prosim eden ena eno dva dve nekaj stvar stvari nacin cas dan dni teden
mesec leto leta let ze se od do med pred pod nad proti brez zaradi kot
"""
SMALL = IDLE | frozenset(_SMALL.split())


def looked_for(text: str) -> tuple[Word, ...]:
    """The words of a question that may find somebody; each once, in their order."""
    found = words_of(text[:LONGEST])
    short = {word.lower() for word in text.split() if word.strip(".,;:?!()").isupper()}  # EU, AI
    kept = (word for word in found if word not in SMALL and (len(word) > 2 or word in short))
    return tuple(Word(word) for word in kept)


@dataclass(frozen=True)
class Weighed:
    """A word, and how much it tells people apart: nothing where nobody is found by it."""

    word: Word
    weight: float

    @cached_property
    def beginning(self) -> str:
        """What other forms of it begin with; empty where it is too short for that."""
        text, stem = self.word.text, self.word.stem
        if not (text.isascii() and text.isalpha()) or len(stem) < A_STEM:
            return ""
        return text[: math.ceil(len(text) * 0.65)] if len(text) >= LONG else stem


@dataclass(frozen=True)
class Fit:
    """Somebody who fits, as the asker sees her: with how much of the question, and by what."""

    seen: Seen
    share: float
    reasons: list[str] = field(default_factory=list)

    @property
    def step(self) -> int:
        """Among those of one step it does not matter who fits better."""
        return step_of(self.share)


@dataclass(frozen=True)
class Found:
    """Numbers of people with the share of the question each carries, the best first, and the words as they weigh."""

    people: list[tuple[int, float]]
    words: tuple[Weighed, ...]
    is_all: bool = True


def scope_of(viewer: Viewer, breadth: str) -> Scope:
    if breadth == Breadth.CLUBS and viewer.club_ids:
        return within(viewer, viewer.club_ids, is_narrow=True)
    return everywhere(viewer)


@answered
def find(*, viewer: Viewer, text: str, breadth: str, without: Iterable[int] = ()) -> Found:
    """Raises NoIndex. Two queries to the database at most, whatever the number of people."""
    words = looked_for(text)
    if not words or (breadth == Breadth.CLUBS and not viewer.club_ids):
        return Found([], ())
    searcher = store.reader().searcher
    parts = _parts(viewer, breadth, {*without, viewer.person_id or 0})
    weighed = _weighed(searcher, words, parts)
    if not weighed:
        return Found([], ())
    whole, is_all = sum(one.weight for one in weighed), True
    hits: list[tuple[int, float]] = []
    for part in parts:
        result = searcher.search(_asked(weighed, part), DEEPEST, count=False)
        shares = [score / whole for score, _address in result.hits]
        is_all = is_all and len(shares) < DEEPEST
        hits += zip(people_of(searcher, result), shares, strict=True)
    fitting = ((number, share) for number, share in hits if share >= LEAST - 1e-6)
    kept = sorted(fitting, key=lambda hit: (-hit[1], hit[0]))
    return Found(kept[:DEEPEST], weighed, is_all and len(kept) <= DEEPEST)


def _parts(viewer: Viewer, breadth: str, without: set[int]) -> list[Half]:
    parts = halves(scope_of(viewer, breadth))
    if breadth == Breadth.CONNECTIONS:
        known = connected_with(viewer) - without
        return [Half(half.tier, all_of(half.within, person_is(known))) for half in parts] if known else []
    return [Half(half.tier, but(half.within, person_is(without))) for half in parts]


def _weighed(searcher: Searcher, words: Iterable[Word], parts: list[Half]) -> tuple[Weighed, ...]:
    """Those that find anybody, the ones that tell most."""
    everybody = sum(how_many(searcher, part.within) for part in parts)
    found = []
    for word in words:
        one = Weighed(word, 0.0)
        number = sum(how_many(searcher, all_of(part.within, _ways(one, part.tier))) for part in parts)
        if number:
            found.append(Weighed(word, math.log(1 + everybody / number)))
    return tuple(sorted(found, key=lambda one: -one.weight)[:MOST_WORDS])


def _ways(one: Weighed, tier: str) -> Query:
    return any_of([query for query, _part in _by_place(one, tier)])


def _by_place(one: Weighed, tier: str) -> list[tuple[Query, float]]:
    """Where the word may stand; how much of it counts there. The same as `_counted` says of one person."""
    forms, stem = one.word.forms, one.word.stem
    found = [(said(f"today_{tier}", forms), TODAY), (said(f"text_{tier}", forms), PAST)]
    if stem:
        found += [(said(f"{kind}_{tier}", [stem]), PAST) for kind in ("stem", "text")]
    if one.beginning:
        found.append((begun(f"text_{tier}", [one.beginning]), BEGUN))
    return found


def _asked(words: Iterable[Weighed], part: Half) -> Query:
    each = [best_of([worth(query, one.weight * much) for query, much in _by_place(one, part.tier)]) for one in words]
    return Query.boolean_query([(MUST, worth(part.within, 0.0)), (MUST, any_of(each))])


def read_fits(viewer: Viewer, numbers: list[int], words: tuple[Weighed, ...]) -> list[Fit]:
    """These people as the asker sees them now, in this order; who does not fit by that any more is left out."""
    found = (fit_of(seen, words) for seen in read(viewer, numbers, store.reader().places))
    return [one for one in found if one.share > 0]


def weighed_alike(text: str) -> tuple[Weighed, ...]:
    """The words where it is asked of one person by what she was found, not of many who fits better."""
    return tuple(Weighed(word, 1.0) for word in looked_for(text))


def fit_of(seen: Seen, words: tuple[Weighed, ...]) -> Fit:
    """How well the person fits, by what is seen of her alone."""
    places, whole = list(_places(seen)), sum(one.weight for one in words)
    best = [0.0] * len(words)
    reasons: list[tuple[float, str]] = []
    for much, reason, piece in places:
        entry = Entry()
        entry.add(piece)
        texts, stems = split(entry.texts), split(map(stems_of, entry.texts))
        counted = [_counted(one, texts, stems, much) for one in words]
        best = [max(pair) for pair in zip(best, counted, strict=True)]
        if (told := sum(one.weight * part for one, part in zip(words, counted, strict=True))) > 0:
            reasons.append((told, reason))
    share = sum(one.weight * part for one, part in zip(words, best, strict=True)) / whole if whole else 0.0
    told_best = sorted(reasons, key=lambda one: -one[0])
    return Fit(seen, share, list(dict.fromkeys(reason for _told, reason in told_best))[:2])


def _counted(one: Weighed, texts: set[str], stems: set[str], much: float) -> float:
    if not texts.isdisjoint(one.word.forms):
        return much
    if one.word.stem and one.word.stem in texts | stems:
        return much * PAST
    return much * BEGUN if one.beginning and any(text.startswith(one.beginning) for text in texts) else 0.0


def _places(seen: Seen) -> Iterable[tuple[float, str, Piece]]:
    """Where words of hers stand: how much they count there, and how that is said."""
    if seen.ask_about:
        yield ASK_ABOUT, _("can be asked about this"), of_text(seen.ask_about)
    for work in seen.positions:
        much = TODAY if work.is_current else PAST
        piece = of_work(work.title, work.employer, work.trade, work.city, work.country, work.is_current)
        yield much, _said_of_work(str(work), is_current=work.is_current), piece
    if seen.residence:
        yield (
            TODAY,
            _("lives in %(place)s") % {"place": seen.residence.city},
            of_home(seen.residence.city, seen.residence.country),
        )
    if seen.helps_with:
        yield PAST, _("offers help with this"), of_help(tuple(seen.helps_with))
    for one in seen.affiliations:
        yield PAST, _("studied %(what)s") % {"what": one.programme or one.institution or one.degree}, study(one)
    if seen.speaks:
        yield PAST, _("speaks the language"), of_languages(tuple(seen.speaks))


def _said_of_work(work: str, *, is_current: bool) -> str:
    return work if is_current else _("formerly %(work)s") % {"work": work}
