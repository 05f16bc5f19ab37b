"""Who reads what of conversations, in plain Python: a list of lines for each conversation, and for each person the lines
that are hers. Knows no table of the area; the numbers of lines are handed to it.
"""

import re
from dataclasses import dataclass, field

IN, WAITING, PUT_AWAY, LEFT = "in", "waiting", "put_away", "left"


@dataclass
class Line:
    number: int
    author: int | None
    kind: str = "said"
    about: int | None = None
    text: str = ""
    files: tuple[int, ...] = ()
    stands: bool = True
    can_be_found: bool = True


@dataclass
class Place:
    """Somebody's in a conversation."""

    state: str
    hers: set[int] = field(default_factory=set)  # numbers of lines, whoever she is apart from by now
    read: int = 0
    is_new: bool = False
    is_muted: bool = False
    is_archived: bool = False
    by: int | None = None


@dataclass
class Talk:
    is_several: bool
    lines: dict[int, Line] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)


@dataclass
class World:
    talks: dict[int, Talk] = field(default_factory=dict)
    blocks: set[tuple[int, int]] = field(default_factory=set)
    ties: set[frozenset[int]] = field(default_factory=set)
    due: set[tuple[int, int]] = field(default_factory=set)  # (person, line): goes by mail, if nothing comes between

    def apart(self, one: int, other: int | None) -> bool:
        return (one, other) in self.blocks or (other, one) in self.blocks

    # What happens

    def line(self, talk: Talk, line: Line) -> None:
        talk.lines[line.number] = line
        for place in talk.places.values():
            if place.state != LEFT:
                place.hers.add(line.number)

    def seat(self, talk: Talk, person: int, by: int) -> Place:
        is_tied = frozenset((person, by)) in self.ties
        place = talk.places[person] = Place(IN if is_tied else WAITING, by=by, is_new=True)
        return place

    def said(self, talk: Talk, line: Line) -> None:
        by = line.author or 0
        mine = talk.places[by]
        self.not_due(by, talk)
        self.line(talk, line)
        mine.state, mine.read, mine.is_new, mine.is_archived = IN, line.number, False, False
        for person, place in talk.places.items():
            if person == by or place.state == LEFT or self.apart(by, person):
                continue
            if not talk.is_several and frozenset((by, person)) in self.ties:
                place.state = IN
            place.is_new, place.is_archived = True, place.is_archived and place.is_muted
            if place.state == IN and not place.is_muted:
                self.due.add((person, line.number))

    def came(self, talk: Talk, person: int, by: int, line: Line, *, with_past: bool) -> None:
        seen = {one.number for one in self.reads(talk, by)}
        place = talk.places.get(person)
        if place is None:
            place = self.seat(talk, person, by)
            place.hers = seen if with_past else set()
        else:  # she left, and is asked again; of before she left she reads what she read
            gone_at = max(place.hers, default=0)
            place.state, place.by, place.is_new, place.is_archived = WAITING, by, True, False
            place.hers |= {one for one in seen if one > gone_at} if with_past else set()
        self.line(talk, line)

    def left(self, talk: Talk, person: int, line: Line | None) -> None:
        if line is not None:
            self.line(talk, line)
        place = talk.places[person]
        place.state, place.is_new, place.is_archived = LEFT, False, True
        self.not_due(person, talk)

    def read(self, talk: Talk, person: int) -> None:
        place = talk.places[person]
        seen = self.reads(talk, person)
        if seen:
            place.read, place.is_new = max(place.read, seen[-1].number), False
            self.not_due(person, talk)

    def not_due(self, person: int, talk: Talk) -> None:
        self.due -= {(person, number) for number in talk.lines}

    # What is so

    def reads(self, talk: Talk, person: int) -> list[Line]:
        if person not in talk.places:
            return []
        mine = [talk.lines[one] for one in sorted(talk.places[person].hers)]
        if not talk.is_several:
            return mine
        return [one for one in mine if not self.apart(person, one.author) and not self.apart(person, one.about)]

    def title(self, talk: Talk, person: int) -> str:
        """The last one given in her time by somebody she is not apart from; known to whoever came later, too."""
        place = talk.places[person]
        until = max(place.hers, default=0) if place.state == LEFT else max(talk.lines)
        given = [one for one in talk.lines.values() if one.kind == "titled" and one.number <= until]
        hers = [one for one in sorted(given, key=lambda one: one.number) if not self.apart(person, one.author)]
        return hers[-1].text if hers else ""

    def standing(self, talk: Talk, person: int) -> list[Line]:
        return [one for one in self.reads(talk, person) if one.kind == "said" and one.stands]

    def people(self, talk: Talk, person: int) -> set[int]:
        return {
            one for one, place in talk.places.items()
            if one != person and place.state != LEFT and not (talk.is_several and self.apart(person, one))
        }  # fmt: skip

    def unread(self, talk: Talk, person: int) -> int:
        place = talk.places[person]
        new = [one for one in self.standing(talk, person) if one.number > place.read and one.author != person]
        return len(new) if place.is_new else 0

    def listed(self, person: int, show: str) -> set[int]:
        found = set()
        for number, talk in self.talks.items():
            place = talk.places.get(person)
            if place is None:
                continue
            is_away = place.state == LEFT or (place.state == IN and place.is_archived)
            is_asked = place.state == WAITING and not self.apart(person, place.by)
            is_here = place.state == IN and not place.is_archived
            if {"": is_here, "requests": is_asked, "archived": is_away}[show]:
                found.add(number)
        return found

    def new_talks(self, person: int) -> int:
        mine = [self.talks[number] for number in self.listed(person, "")]
        return sum(not one.places[person].is_muted and self.unread(one, person) > 0 for one in mine)

    def letters(self, person: int) -> set[int]:
        """Numbers of lines whose words go to her by mail."""
        found = set()
        for talk in self.talks.values():
            for one in talk.lines.values():
                if (person, one.number) in self.due and one.stands and not self.apart(person, one.author):
                    found.add(one.number)
        return found


def words_in(text: str) -> set[str]:
    return set(re.findall(r"zebra\d+zebra", text))


def titles_in(text: str) -> set[str]:
    return set(re.findall(r"Supper \d+", text))
