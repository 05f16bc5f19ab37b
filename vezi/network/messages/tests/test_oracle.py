"""Any deeds in any order, by people who block each other, come, leave and are erased: every list, page, search, count,
file, live event and letter shows to each what the slow oracle says is hers, and nothing else.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from vezi.core.enclosing import enclosed
from vezi.core.errors import Refused
from vezi.core.models import OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships import services as memberships
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.messages import access, services, telling
from vezi.network.messages.models import Attachment, Conversation, Kind, Message, Seat
from vezi.network.messages.queries import listing, reading, searching
from vezi.network.messages.tests.factories import seeing
from vezi.network.messages.tests.oracle import IN, LEFT, PUT_AWAY, WAITING, Line, Talk, World, titles_in, words_in
from vezi.network.notices import runs
from vezi.network.people import erasing
from vezi.network.people.models import Person
from vezi.network.ties import services as ties
from vezi.network.ties.tests.factories import make_connection

pytestmark = pytest.mark.django_db
PEOPLE = 5
LOOKED_EVERY = 5  # deeds: each look asks for every list, page and count of everybody
WHO = st.integers(0, PEOPLE - 1)
OFTEN = ("say", "say", "say", "add", "add with past", "leave", "block", "unblock")
SOMETIMES = (
    "two", "several", "send a file", "change", "take back", "mute", "unmute", "archive", "unarchive", "accept", "put away",
    "read", "title", "connect", "go", "come", "erase",
)  # fmt: skip
DEEDS = st.lists(
    st.tuples(
        st.sampled_from((*OFTEN, *OFTEN, *SOMETIMES)), WHO, WHO,
        st.sampled_from((0, 0, 0, 0, 1, 2)),  # which of her conversations: mostly the one of several that is there first
    ),
    min_size=30, max_size=60,
)  # fmt: skip
in_any_order = settings(
    max_examples=8, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
NOBODY_HEARS = (
    "accept",
    "put away",
    "block",
    "unblock",
    "mute",
    "unmute",
    "archive",
    "unarchive",
    "read",
    "connect",
    "go",
    "come",
)


@dataclass
class Run:
    club: Club
    people: list[Person]
    heard: list[tuple[set[int], str]]
    now: datetime = field(default_factory=timezone.now)
    world: World = field(default_factory=World)
    number: int = 0
    gone: set[int] = field(default_factory=set)  # erased
    away: set[int] = field(default_factory=set)  # members nowhere

    # Deeds

    def do(self, deed: str, one: int, other: int, which: int) -> None:
        me, you = self.people[one], self.people[other]
        if me.pk in self.gone or you.pk in self.gone:
            return
        before = self.views()
        self.heard.clear()
        with suppress(Refused):
            self.deed(deed, me, you, which)
        if deed == "erase":
            return
        after = self.views()
        told = {number for people, event in self.heard for number in people if event == "conversation"}
        moved = {who for (who, _talk), view in after.items() if before.get((who, _talk)) != view}
        if deed not in NOBODY_HEARS:
            assert told - {me.pk} <= moved, f"“{deed}”: {told - moved} heard of what they do not see"
            sits = {
                who for (who, talk) in after if before.get((who, talk)) != after[who, talk] and self.sits(who, talk)
            }
            assert sits - {me.pk} <= told, f"“{deed}”: {sits - told} did not hear of it"

    def sits(self, who: int, talk: int) -> bool:
        return self.world.talks[talk].places[who].state in (IN, WAITING)

    def views(self) -> dict[tuple[int, int], Any]:
        """What each reads of each conversation."""
        return {
            (who, number): (
                [(one.number, one.text, one.stands) for one in self.world.reads(talk, who)],
                self.world.title(talk, who), self.world.people(talk, who),
            )
            for number, talk in self.world.talks.items() for who in talk.places
        }  # fmt: skip

    def mine(self, me: Person, which: int) -> tuple[int, Talk] | None:
        mine = [(number, talk) for number, talk in self.world.talks.items() if me.pk in talk.places]
        return mine[which % len(mine)] if mine else None

    def words(self) -> str:
        self.number += 1
        return f"zebra{self.number}zebra"

    def deed(self, deed: str, me: Person, you: Person, which: int) -> None:
        at: dict[str, Any] = {"now": self.now}
        name = deed.replace(" ", "_")
        if deed in ("two", "several", "block", "unblock", "connect", "go", "come", "erase"):
            getattr(self, name)(me, you, at)
            return
        found = self.mine(me, which)
        if found is not None:
            conversation = Conversation.objects.get(pk=found[0])
            getattr(self, name)(me, you, conversation, found[1], at)

    def two(self, me: Person, you: Person, at: dict[str, Any]) -> None:
        if me == you:
            return
        text = self.words()
        said = services.begin(by=me, people=[you], text=text, **at)
        assert not self.world.apart(me.pk, you.pk), "begun with somebody apart"
        talk = self.world.talks.get(said.conversation_id)
        if talk is None:
            talk = self.begun(said, me, [you])
        self.world.said(talk, Line(said.pk, me.pk, text=text))

    def several(self, me: Person, you: Person, at: dict[str, Any]) -> None:
        others = [
            one for one in self.people if one.pk not in (me.pk, *self.gone) and not self.world.apart(me.pk, one.pk)
        ]
        others = [one for one in others if one.pk not in self.away][: 2 + (you.pk % 2)]
        if len(others) < 2:
            return
        text, title = self.words(), f"Supper {self.number}" if me != you else ""
        said = services.begin(by=me, people=others, text=text, title=title, **at)
        talk = self.begun(said, me, others)
        for line in Message.objects.filter(conversation=said.conversation_id, kind=Kind.TITLED):
            self.world.line(talk, Line(line.pk, me.pk, "titled", text=title))
        self.world.said(talk, Line(said.pk, me.pk, text=text))

    def begun(self, said: Message, me: Person, others: list[Person]) -> Talk:
        talk = self.world.talks[said.conversation_id] = Talk(is_several=len(others) > 1)
        self.world.seat(talk, me.pk, me.pk).state = IN
        for one in others:
            self.world.seat(talk, one.pk, me.pk)
        return talk

    def say(
        self, me: Person, you: Person, conversation: Conversation, talk: Talk, at: dict[str, Any], **more: Any
    ) -> None:
        text = self.words()
        others = [one for one, place in talk.places.items() if one != me.pk and place.state != LEFT]
        said = services.send(conversation=conversation, by=me, text=text, **more, **at)
        assert talk.places[me.pk].state != LEFT, "said by somebody who left"
        if not talk.is_several:
            (other,) = others
            assert not self.world.apart(me.pk, other), "said to somebody apart"
            is_stranger = frozenset((me.pk, other)) not in self.world.ties
            has_said = any(one.author == me.pk for one in talk.lines.values())
            asks = talk.places[other].state in (WAITING, PUT_AWAY) and is_stranger
            assert not (asks and has_said), "a stranger said a second thing"
        files = tuple(said.attachments.values_list("pk", flat=True))
        self.world.said(talk, Line(said.pk, me.pk, text=text, files=files))

    def send_a_file(self, me: Person, you: Person, conversation: Conversation, talk: Talk, at: dict[str, Any]) -> None:
        file = SimpleUploadedFile(f"file{self.number}.txt", b"zebra")
        self.say(me, you, conversation, talk, at, files=enclosed([file]))

    def add(
        self, me: Person, you: Person, conversation: Conversation, talk: Talk, at: dict[str, Any], past: bool = False
    ) -> None:
        outside = [one for one in self.people if one.pk not in self.gone and self.is_outside(talk, one)]
        if outside and not self.is_outside(talk, you):
            you = outside[self.people.index(you) % len(outside)]
        place = talk.places.get(you.pk)
        services.add(conversation=conversation, by=me, people=[you], shows_past=past, **at)
        if place is None or place.state == LEFT:
            if me == you:
                return
            came = Message.objects.filter(conversation=conversation, kind=Kind.CAME).latest("pk")
            assert not self.world.apart(me.pk, you.pk), "brought in somebody apart"
            self.world.came(talk, you.pk, me.pk, Line(came.pk, me.pk, "came", you.pk), with_past=past)

    def add_with_past(self, *said: Any) -> None:
        self.add(*said, past=True)

    def is_outside(self, talk: Talk, one: Person) -> bool:
        return one.pk not in talk.places or talk.places[one.pk].state == LEFT

    def leave(self, me: Person, you: Person, conversation: Conversation, talk: Talk, at: dict[str, Any]) -> None:
        was = talk.places[me.pk].state
        services.leave(seat=self.seat(conversation, me), **at)
        if talk.is_several and was != LEFT:
            line = Message.objects.filter(conversation=conversation, kind=Kind.LEFT).order_by("-pk").first()
            self.world.left(talk, me.pk, Line(line.pk, me.pk, "left") if was == IN and line else None)

    def change(self, me: Person, you: Person, conversation: Conversation, talk: Talk, at: dict[str, Any]) -> None:
        if (line := self.last_of(me, talk)) is not None:
            text = self.words()
            services.change(message=Message.objects.get(pk=line.number), by=me, text=text, **at)
            assert talk.places[me.pk].state == IN
            line.text = text

    def take_back(self, me: Person, you: Person, conversation: Conversation, talk: Talk, at: dict[str, Any]) -> None:
        if (line := self.last_of(me, talk)) is not None:
            services.take_back(message=Message.objects.get(pk=line.number), by=me, **at)
            line.text, line.files, line.stands = "", (), False

    def last_of(self, me: Person, talk: Talk) -> Line | None:
        hers = [one for one in talk.lines.values() if one.author == me.pk and one.kind == "said" and one.stands]
        return hers[-1] if hers else None

    def title(self, me: Person, you: Person, conversation: Conversation, talk: Talk, at: dict[str, Any]) -> None:
        """A new one, the same again, or none."""
        self.number += 1
        title = ("", self.world.title(talk, me.pk), f"Supper {self.number}")[min(2, self.people.index(you))]
        services.name(conversation=conversation, by=me, title=title, **at)
        line = Message.objects.filter(conversation=conversation).latest("pk")
        if line.kind == Kind.TITLED and line.pk not in talk.lines:
            self.world.line(talk, Line(line.pk, me.pk, "titled", text=line.text))

    def mute(
        self, me: Person, you: Person, conversation: Conversation, talk: Talk, at: dict[str, Any], on: bool = True
    ) -> None:
        services.mute(seat=self.seat(conversation, me), is_muted=on, **at)
        talk.places[me.pk].is_muted = on
        if on:
            self.world.not_due(me.pk, talk)

    def unmute(self, *said: Any) -> None:
        self.mute(*said, on=False)

    def archive(
        self, me: Person, you: Person, conversation: Conversation, talk: Talk, at: dict[str, Any], on: bool = True
    ) -> None:
        services.archive(seat=self.seat(conversation, me), is_archived=on, **at)
        talk.places[me.pk].is_archived = on

    def unarchive(self, *said: Any) -> None:
        self.archive(*said, on=False)

    def accept(self, me: Person, you: Person, conversation: Conversation, talk: Talk, at: dict[str, Any]) -> None:
        services.accept(seat=self.seat(conversation, me), **at)
        if talk.places[me.pk].state in (WAITING, PUT_AWAY):
            talk.places[me.pk].state = IN
            self.world.not_due(me.pk, talk)

    def put_away(self, me: Person, you: Person, conversation: Conversation, talk: Talk, at: dict[str, Any]) -> None:
        services.put_away(seat=self.seat(conversation, me), **at)
        if talk.places[me.pk].state == WAITING:
            talk.places[me.pk].state = PUT_AWAY

    def read(self, me: Person, you: Person, conversation: Conversation, talk: Talk, at: dict[str, Any]) -> None:
        seat = self.seat(conversation, me)
        page = reading.latest(seeing(me), seat, now=self.now)
        if page.shown:
            services.read(seat=seat, last=page.shown[-1].message.pk, **at)
            self.world.read(talk, me.pk)

    def block(self, me: Person, you: Person, at: dict[str, Any]) -> None:
        ties.block(person=me, whom=you, by=None, **at)
        self.world.ties.discard(frozenset((me.pk, you.pk)))
        if (me.pk, you.pk) not in self.world.blocks:
            for talk in self.world.talks.values():
                if not talk.is_several and talk.places.keys() == {me.pk, you.pk}:
                    talk.places[me.pk].is_archived = True
        self.world.blocks.add((me.pk, you.pk))

    def unblock(self, me: Person, you: Person, at: dict[str, Any]) -> None:
        ties.unblock(person=me, whom=you, by=None, **at)
        self.world.blocks.discard((me.pk, you.pk))

    def connect(self, me: Person, you: Person, at: dict[str, Any]) -> None:
        if me != you and not self.world.apart(me.pk, you.pk):
            ties.connect(one=me, other=you, by=None, **at)
            self.world.ties.add(frozenset((me.pk, you.pk)))

    def go(self, me: Person, you: Person, at: dict[str, Any]) -> None:
        if me.pk not in self.away:
            memberships.leave(person=me, club=self.club, by=None, **at)
            self.away.add(me.pk)

    def come(self, me: Person, you: Person, at: dict[str, Any]) -> None:
        if me.pk in self.away:
            memberships.admit(person=me, club=self.club, by=None, **at)
            self.away.discard(me.pk)

    def erase(self, me: Person, you: Person, at: dict[str, Any]) -> None:
        """Her words stay for those who had them, and are found no more; where nobody ever said yes they are gone."""
        if len(self.gone) == 2:
            return
        erasing.erase(person=me, by=me.account, why=erasing.OWN_WORD, **at)
        self.gone.add(me.pk)
        for talk in self.world.talks.values():
            talk.places.pop(me.pk, None)
            for person, place in talk.places.items():
                if place.state == WAITING and place.by == me.pk and self.world.apart(person, me.pk):
                    place.state = PUT_AWAY
            is_read = any(place.state in (IN, LEFT) for place in talk.places.values())
            for line in talk.lines.values():
                if line.about == me.pk:
                    line.about = None
                if line.author == me.pk:
                    line.author, line.files, line.can_be_found = None, (), False
                    if not is_read:
                        line.text, line.stands = "", False

    def seat(self, conversation: Conversation, me: Person) -> Seat:
        return Seat.objects.select_related("conversation", "person__account").get(conversation=conversation, person=me)

    # What must be so

    def hold(self) -> None:
        for person in self.people:
            if person.pk not in self.gone:
                self.hold_for(person)

    def hold_for(self, person: Person) -> None:
        viewer, world, me = seeing(person), self.world, person.pk
        hers = {one.number: one for talk in world.talks.values() for one in world.reads(talk, me)}
        standing = [one for talk in world.talks.values() for one in world.standing(talk, me)]
        assert set(access.messages_visible_to(viewer).values_list("pk", flat=True)) == set(hers)
        found = searching.find(viewer, "zebra")
        assert {one.pk: one.text for one in found} == {one.number: one.text for one in standing if one.can_be_found}
        files = set(access.attachments_visible_to(viewer).values_list("pk", flat=True))
        assert files == {number for one in standing for number in one.files}
        assert listing.requests_number(viewer) == len(world.listed(me, "requests"))
        assert listing.unread_number(viewer) == world.new_talks(me)
        for show in listing.SHOWS:
            lines, _more = listing.conversations(viewer, show=show)
            assert {one.conversation.pk for one in lines} == world.listed(me, show), show
            for one in lines:
                talk = world.talks[one.conversation.pk]
                assert one.unread == world.unread(talk, me), "unread"
                assert one.name == world.title(talk, me) or not world.title(talk, me), "title"
                self.hold_beginning(one.begins, world.reads(talk, me))
        for number, talk in world.talks.items():
            if me in talk.places:
                self.hold_pages(person, Conversation.objects.get(pk=number), talk)

    def hold_beginning(self, begins: str, lines: list[Line]) -> None:
        last = lines[-1] if lines else None
        words = re.findall(r"zebra\d+zebra", begins)
        assert words == (re.findall(r"zebra\d+zebra", last.text) if last and last.kind == "said" else [])

    def hold_pages(self, person: Person, conversation: Conversation, talk: Talk) -> None:
        """From the last line to the first, a page at a time, and back again."""
        viewer, seat = seeing(person), self.seat(conversation, person)
        should = [
            (one.number, one.text if one.kind != "left" and one.kind != "came" else "")
            for one in self.world.reads(talk, person.pk)
        ]
        page = reading.latest(viewer, seat, now=self.now)
        shown = list(page.shown)
        while page.has_earlier:
            page = reading.before(viewer, seat, page.shown[0].message, now=self.now)
            shown = [*page.shown, *shown]
        assert [(one.message.pk, one.message.text) for one in shown] == should
        onward = list(page.shown)
        while page.has_later and page.shown:
            page = reading.after(viewer, seat, page.shown[-1].message, now=self.now)
            onward += page.shown
        assert [one.message.pk for one in onward] == [number for number, _text in should]
        around = reading.around(viewer, seat)
        assert {one.person_id for one in around.others} == self.world.people(talk, person.pk)
        title = self.world.title(talk, person.pk)
        assert around.title == title, "title"
        assert not title or around.name == title

    def hold_in_the_browser(self) -> None:
        """The same over the wire: pages, news, search, files."""
        for person in self.people:
            if person.pk in self.gone or person.pk in self.away:
                continue
            client, world, me = client_of(person), self.world, person.pk
            standing = {number: world.standing(talk, me) for number, talk in world.talks.items()}
            titles = {world.title(talk, me) for talk in world.talks.values() if me in talk.places}
            lists = [client.get(reverse("messages:conversation_list"), {"show": show}) for show in listing.SHOWS]
            beginnings = {one.text for talk in world.talks.values() for one in world.reads(talk, me)[-1:]}
            assert {t for page in lists for t in titles_in(page.content.decode())} <= titles | beginnings
            found = client.get(reverse("messages:search"), {"q": "zebra"}).content.decode()
            assert titles_in(found) <= titles
            assert words_in(found) == {
                w for lines in standing.values() for one in lines if one.can_be_found for w in words_in(one.text)
            }
            for file in Attachment.objects.select_related("message"):
                may = any(file.pk in one.files for lines in standing.values() for one in lines)
                answer = client.get(reverse("messages:file", args=[file.public_id]))
                assert answer.status_code == (200 if may else 404)
            for number, talk in world.talks.items():
                conversation = Conversation.objects.get(pk=number)
                answer = client.get(conversation.get_absolute_url())
                assert answer.status_code == (200 if me in talk.places else 404)
                if me in talk.places:
                    known = {world.title(talk, me), *(one.text for one in world.reads(talk, me))}
                    head = client.get(reverse("messages:people", args=[conversation.public_id])).content.decode()
                    assert titles_in(answer.content.decode()) | titles_in(head) <= titles | known
                    room = answer.content.decode().partition('class="talk-words"')[2]
                    last = world.reads(talk, me)[-reading.A_PAGE :]
                    assert words_in(room) == {w for one in last for w in words_in(one.text)}
                    world.read(talk, me)

    def hold_letters(self) -> None:
        runs.write_all(now=self.now + timedelta(minutes=20), alone=True)
        mails = {
            (one.person_id, word)
            for one in OutgoingMail.objects.filter(kind="messages.message")
            for word in words_in(one.text)
        }
        should = {
            (person.pk, word) for person in self.people if person.pk not in self.gone | self.away
            for number in self.world.letters(person.pk) for talk in self.world.talks.values() if number in talk.lines
            for word in words_in(talk.lines[number].text)
        }  # fmt: skip
        asked = OutgoingMail.objects.filter(kind="messages.request")
        assert [word for one in asked for word in words_in(one.text)] == []
        of_members = {one for one in mails if one[0] not in self.away}
        erased = {
            word
            for talk in self.world.talks.values()
            for one in talk.lines.values()
            if one.author is None
            for word in words_in(one.text)
        }
        assert {one for one in of_members if one[1] not in erased} == {one for one in should if one[1] not in erased}


@pytest.fixture
def heard(monkeypatch) -> list[tuple[set[int], str]]:
    said: list[tuple[set[int], str]] = []
    monkeypatch.setattr(telling, "say", lambda people, event, about: said.append((set(people), event)))
    monkeypatch.setattr(reading, "A_PAGE", 3)
    return said


@in_any_order
@given(deeds=DEEDS)
@example(deeds=[("leave", 1, 1, 0), ("say", 0, 0, 0), ("add", 0, 1, 0), ("say", 0, 0, 0)])  # gone meanwhile, and back
@example(deeds=[("say", 1, 1, 0), ("add", 1, 4, 0), ("block", 4, 1, 0), ("erase", 1, 1, 0)])  # brought in, then apart
@example(
    deeds=[("say", 1, 1, 0), ("say", 2, 2, 0), ("block", 2, 1, 0), ("title", 1, 3, 0), ("leave", 2, 2, 0)]
)  # by whom
@example(
    deeds=[("say", 1, 1, 0), ("leave", 1, 1, 0), ("title", 0, 3, 0), ("say", 0, 0, 0)]
)  # called anew when she had left
def test_whatever_is_done_each_reads_what_is_hers_and_nothing_else(heard, deeds) -> None:
    def walk() -> None:
        club = make_club("economics")
        people = [make_member(club, "Ada", f"N{number}", email=f"a{number}@example.org") for number in range(PEOPLE)]
        run = Run(club, people, heard)
        for one, other in ((0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (0, 4)):
            make_connection(people[one], people[other])
            run.world.ties.add(frozenset((people[one].pk, people[other].pk)))
        run.do("several", 0, 0, 0)
        for number, (deed, one, other, which) in enumerate(deeds):
            run.do(deed, one, other, which)
            if number % LOOKED_EVERY == 0:
                run.hold()
        run.hold()
        sure = transaction.atomic()
        with suppress(Undone), sure:
            run.hold_letters()
            raise Undone
        run.hold_in_the_browser()
        run.hold()

    sure = transaction.atomic()
    sure.__enter__()
    try:
        walk()
    finally:
        transaction.set_rollback(True)
        sure.__exit__(None, None, None)


class Undone(Exception):
    pass
