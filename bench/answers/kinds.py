"""Questions made by rule from the people themselves, a kind at a time; the same from the same seed."""

import random
from collections.abc import Callable, Iterator

from bench.answers import tables
from bench.answers.judging import Judged
from bench.answers.spelling import as_heard, edits, in_cyrillic, in_german_letters, is_kin, plain, words
from bench.answers.truth import Known, Truth
from bench.mix import with_typo

Made = tuple[str, set[int]] | None  # a question and who is right; None where this person is no good for it
EACH, TRIES = 14, 20_000


def judged(truth: Truth, *, seed: int, each: int = EACH) -> Iterator[Judged]:
    for kind, make in KINDS.items():
        dice = random.Random(f"{seed} {kind}")
        asked: set[str] = set()
        for _ in range(TRIES):
            if len(asked) == each:
                break
            made = make(dice.choice(truth.people), truth, dice)
            if made and made[1] and made[0] not in asked:
                asked.add(made[0])
                yield Judged(kind, made[0], frozenset(made[1]))


def as_typed(text: str, dice: random.Random) -> str:
    return text.lower() if dice.random() < 0.5 else text


def exact(one: Known, truth: Truth, dice: random.Random) -> Made:
    asked = f"{one.first} {one.family}"
    return as_typed(asked, dice), truth.named(asked)


def turned(one: Known, truth: Truth, dice: random.Random) -> Made:
    asked = f"{one.family} {one.first}"
    return as_typed(asked, dice), truth.named(asked)


def typing(one: Known, truth: Truth, dice: random.Random) -> Made:
    """The beginning of a surname, alone or behind the given name, or of the given name behind the surname."""
    if len(one.surnames) != 1 or len(one.surnames[0]) < 5 or len(one.called) != 1 or len(one.called[0]) < 4:
        return None
    first, last, begun = one.called[0], one.surnames[0], dice.randint(2, 4)
    whole, part = dice.choice((("", last[: begun + 1]), (first, last[:begun]), (last, first[: max(2, begun - 1)])))
    right = truth.named(whole) if whole else {known.id for known in truth.people}
    beginning = {known.id for known in truth.those(right) if any(w.startswith(part) for w in names(known))}
    return f"{whole} {part}".strip(), beginning


def typo(one: Known, truth: Truth, dice: random.Random) -> Made:
    """A letter wrong in the surname, the given name, or in each."""
    if len(one.surnames) != 1 or len(one.surnames[0]) < 5 or len(one.called[0]) < 5:
        return None
    first, last = one.called[0], one.surnames[0]
    which = dice.choice(("last", "last", "first", "both"))
    wrong_first = with_typo(first, dice) if which != "last" else first
    wrong_last = with_typo(last, dice) if which != "first" else last
    asked = (wrong_first, wrong_last)
    if asked == (first, last) or truth.named(" ".join(asked)):
        return None
    return " ".join(asked), spelt_like(truth, asked)


def spelt_like(truth: Truth, asked: tuple[str, ...]) -> set[int]:
    """People with a name at most a letter away from each word; a judge cannot tell which of them was meant."""
    return set.intersection(*(near(truth, word) for word in asked))


def near(truth: Truth, asked: str) -> set[int]:
    """A word that is somebody's very name is taken to be right."""
    if asked in truth.by_word:
        return truth.by_word[asked]
    alike = [word for word in truth.by_word if abs(len(word) - len(asked)) < 2 and edits(word, asked) <= 1]
    return set().union(*(truth.by_word[word] for word in alike))


def bare(one: Known, truth: Truth, dice: random.Random) -> Made:
    asked = f"{one.first} {one.family}"
    return (as_typed(plain(asked), dice), truth.named(asked)) if plain(asked) != asked.lower() else None


def other_letters(one: Known, truth: Truth, dice: random.Random) -> Made:
    """A name in its own script, a Slovenian one in Cyrillic, ä as ae, đ as dj."""
    asked = f"{one.first} {one.family}"
    scripts = [name for name in one.others if any(ord(letter) > 0x250 for letter in "".join(name))]
    if scripts and dice.random() < 0.5:
        given, family = scripts[0]
        return f"{given} {family}".strip(), {known.id for known in truth.people if (given, family) in known.others}
    if in_german_letters(asked) not in (asked.lower(), plain(asked)) and not scripts:
        return in_german_letters(asked), truth.named(asked)
    if dice.random() < 0.002 and (cyrillic := in_cyrillic(asked)):
        return cyrillic, truth.named(asked)
    return None


def pet_name(table: dict[str, tuple[str, ...]]) -> Callable[[Known, Truth, random.Random], Made]:
    def make(one: Known, truth: Truth, dice: random.Random) -> Made:
        if one.first not in table or one.preferred not in ("", one.first) or len(one.given.split()) > 1:
            return None
        short = dice.choice(table[one.first])
        full_names = {words(full)[0] for full, others in table.items() if short in others}
        right = truth.named(f"{short} {one.family}")
        if not right:  # somebody who is really called so comes first
            of_family = truth.those(truth.named(one.family))
            right = {known.id for known in of_family if full_names & set(known.called)}
        return as_typed(f"{short} {one.family}", dice), right

    return make


def initials(one: Known, truth: Truth, dice: random.Random) -> Made:
    """“M. Kovač”, “m kovač”, “Maja K.”"""
    if len(one.surnames) != 1 or not one.called:
        return None
    if dice.random() < 0.7:
        letter, rest = one.called[0][0], one.family
        right = {known.id for known in truth.those(truth.named(rest)) if begins(letter, known.called)}
        return dice.choice((f"{letter.upper()}. {rest}", f"{letter} {rest}", f"{rest} {letter.upper()}.")), right
    letter, rest = one.surnames[0][0], one.first
    right = {known.id for known in truth.those(truth.named(rest)) if begins(letter, known.surnames)}
    return f"{rest} {letter.upper()}.", right


def begins(letter: str, among: tuple[str, ...]) -> bool:
    return any(word.startswith(letter) for word in among)


def former(one: Known, truth: Truth, dice: random.Random) -> Made:
    olds = [family for _given, family in one.others if family and set(words(family)) - set(one.surnames)]
    if not olds or any(ord(letter) > 0x250 for letter in olds[0]):
        return None
    asked = f"{one.first} {olds[0]}"
    if truth.named(asked):
        return None  # who bears the name today comes first, and rightly
    right = set.intersection(*(truth.by_former[word] for word in words(olds[0]))) & truth.named(one.first)
    return as_typed(asked, dice), right


def double(one: Known, truth: Truth, dice: random.Random) -> Made:
    """One part of a double name, or both the other way round, or joined without a hyphen."""
    if len(one.surnames) != 2 or min(map(len, one.surnames)) < 4:
        return None
    first, (a, b) = one.called[0], one.surnames
    asked = dice.choice((f"{first} {a}", f"{first} {b}", f"{first} {b} {a}", f"{b}-{a} {first}", f"{a} {b}"))
    return asked, truth.named(asked)


def of_year(two_digits: bool) -> Callable[[Known, Truth, random.Random], Made]:
    def make(one: Known, truth: Truth, dice: random.Random) -> Made:
        if not one.years:
            return None
        year = min(one.years)
        name = dice.choice((one.family, one.first, f"{one.first} {one.family}"))
        said = f"{year % 100:02}" if two_digits else str(year)
        said = f"’{said}" if two_digits and dice.random() < 0.3 else said
        meant = {y for y in truth.by_year if y % 100 == year % 100} if two_digits else {year}
        right = truth.named(name) & set().union(*(truth.by_year[y] for y in meant))
        return as_typed(dice.choice((f"{name} {said}", f"{said} {name}")), dice), right

    return make


def at_place(one: Known, truth: Truth, dice: random.Random) -> Made:
    if not one.cities:
        return None
    city, name = dice.choice(sorted(one.cities)), dice.choice((one.family, one.first, f"{one.first} {one.family}"))
    return as_typed(f"{name} {city}", dice), truth.named(name) & truth.by_city[city]


def at_firm(one: Known, truth: Truth, dice: random.Random) -> Made:
    if not one.work or not one.work[0].employer:
        return None
    firm, name = one.work[0].employer, dice.choice((one.family, one.first))
    right = {k.id for k in truth.those(truth.named(name)) if any(work.employer == firm for work in k.work)}
    return as_typed(f"{name} {firm}", dice), right


def trade_at_place(one: Known, truth: Truth, dice: random.Random) -> Made:
    if not one.work or not one.work[0].city:
        return None
    said = [word for word, trades in tables.TRADES.items() if one.work[0].trade in trades]
    if not said:
        return None
    word, city = dice.choice(said), one.work[0].city
    right = {known.id for known in truth.those(truth.by_city[city]) if works_in(known, word)}
    return as_typed(f"{word} {city}" if dice.random() < 0.8 else f"{word} in {city}", dice), right


def works_in(known: Known, word: str) -> bool:
    """By the trade, or by the words of what she does."""
    meant, said = tables.TRADES[word], words(word)
    return any(
        work.trade in meant or all(any(is_kin(w, part) for w in words(work.title)) for part in said)
        for work in known.work
    )


def heard(one: Known, truth: Truth, dice: random.Random) -> Made:
    """A surname as somebody writes it who has only heard it."""
    if len(one.surnames) != 1 or len(one.surnames[0]) < 5 or one.called[0] != plain(one.first):
        return None
    written = as_heard(one.family, dice)
    if edits(plain(written), one.surnames[0]) < 2 or truth.named(written):
        return None
    asked = f"{one.first} {written}" if dice.random() < 0.8 else f"{written} {one.first}"
    return as_typed(asked, dice), truth.named(f"{one.first} {one.family}")


def by_mail(one: Known, truth: Truth, dice: random.Random) -> Made:
    if not one.mails:
        return None
    mail = one.mails[0]
    asked = dice.choice((mail, mail.upper(), mail[: mail.index("@") + 4]))
    right = {k.id for k in truth.people if any(m.lower().startswith(asked.lower()) for m in k.mails)}
    return asked, right


def knowing(one: Known, truth: Truth, dice: random.Random) -> Made:
    """Two words of what somebody says to ask her about, in a sentence."""
    sentences = [part for part in one.knows.replace("…", ".").split(".") if part.strip()]
    if not sentences:
        return None
    said = [w for w in words(dice.choice(sentences)) if len(w) > 4 and w not in tables.IDLE]
    if len(said) < 2:
        return None
    at = dice.randrange(len(said) - 1)
    topic = said[at : at + 2]
    right = {k.id for k in truth.people if all(any(is_kin(w, t) for t in k.texts) for w in topic)}
    return dice.choice(tables.ASKING).format(" ".join(topic)), right


def names(known: Known) -> set[str]:
    return {*known.called, *known.surnames}


KINDS: dict[str, Callable[[Known, Truth, random.Random], Made]] = {
    "exact": exact,
    "order turned": turned,
    "beginning, while typing": typing,
    "typo": typo,
    "without diacritics": bare,
    "other letters": other_letters,
    "pet name, English": pet_name(tables.ENGLISH),
    "pet name, Slovenian": pet_name(tables.SLOVENIAN),
    "initials": initials,
    "former name": former,
    "double name": double,
    "name and year of two digits": of_year(True),
    "name and year of four": of_year(False),
    "name and place": at_place,
    "name and firm": at_firm,
    "trade and place": trade_at_place,
    "surname as it sounds": heard,
    "mail address": by_mail,
    "what somebody knows": knowing,
}
