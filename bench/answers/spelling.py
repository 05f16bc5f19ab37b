"""Spelling as the judge has it: none of the house's own folding."""

import random
import re
import unicodedata

SPECIAL = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "ı": "i", "þ": "th", "ð": "d", "œ": "oe"})
GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "đ": "dj"}
#: Slovenian and its neighbours in Serbian letters.
CYRILLIC = {
    "lj": "љ", "nj": "њ", "dž": "џ", "a": "а", "b": "б", "v": "в", "g": "г", "d": "д", "đ": "ђ", "e": "е", "ž": "ж",
    "z": "з", "i": "и", "j": "ј", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с",
    "t": "т", "ć": "ћ", "u": "у", "f": "ф", "h": "х", "c": "ц", "č": "ч", "š": "ш",
}  # fmt: skip
#: What somebody writes who has only heard the name.
HEARD = {
    "č": ("ch", "tsch", "tch"), "ć": ("ch", "tch"), "š": ("sh", "sch"), "ž": ("zh",), "đ": ("gj", "dj"), "ck": ("k",),
    "ph": ("f",), "th": ("t",), "sh": ("sch", "š"), "ch": ("č", "tsch"), "sch": ("sh", "š"), "v": ("w",), "j": ("y",),
    "k": ("c", "ck"), "c": ("ts", "tz"), "f": ("ph",), "x": ("ks",), "y": ("i", "j"), "u": ("oo",), "w": ("v",),
    "z": ("s",), "ll": ("l",), "ss": ("s",), "nn": ("n",), "i": ("y",),
}  # fmt: skip


def plain(text: str) -> str:
    """Without case and marks."""
    bare = unicodedata.normalize("NFKD", text.lower().translate(SPECIAL))
    return unicodedata.normalize("NFC", "".join(letter for letter in bare if not unicodedata.combining(letter)))


def words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", plain(re.sub(r"['’`ʼ]", "", text))))


def in_german_letters(text: str) -> str:
    return "".join(GERMAN.get(letter, letter) for letter in text.lower())


def in_cyrillic(text: str) -> str:
    """Empty where a letter has none."""
    left, made = text.lower(), ""
    while left:
        size = 2 if left[:2] in CYRILLIC else 1
        if left[:size] != " " and left[:size] not in CYRILLIC:
            return ""
        made += CYRILLIC.get(left[:size], " ")
        left = left[size:]
    return made.title()


def as_heard(name: str, dice: random.Random) -> str:
    """Two or three sounds written another way."""
    sounds = re.findall("|".join(sorted(HEARD, key=len, reverse=True)) + "|.", name.lower())
    places = [at for at, sound in enumerate(sounds) if sound in HEARD]
    for at in dice.sample(places, min(len(places), dice.choice((2, 3)))):
        sounds[at] = dice.choice(HEARD[sounds[at]])
    return "".join(sounds)


def edits(one: str, other: str) -> int:
    """Letters changed, missing, added, or swapped with a neighbour."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            ways = [rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b)]
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                ways.append(rows[-2][j - 2] + 1)
            row.append(min(ways))
        rows.append(row)
    return rows[-1][-1]


def is_kin(one: str, other: str) -> bool:
    """Two forms of one word, near enough for a judge: turbine and turbines, davki and davkov."""
    short, long = sorted((one, other), key=len)
    common = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return common >= max(4, len(short) - 2) and len(long) - common <= 3
