"""Conversations of the demo, said as they would be said, each at its moment."""

from datetime import datetime, timedelta

from vezi.demo.cast import BY_KEY
from vezi.demo.loading.enclosing import sent_along
from vezi.demo.talks import TALKS, DemoReport, DemoTalk, DemoWords
from vezi.network.memberships.models import Membership
from vezi.network.messages import services
from vezi.network.messages.models import Conversation, Message, Seat, SeatState
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.ties import services as ties
from vezi.network.ties.queries import connected_since

SOON = timedelta(minutes=4)


def talks_of(*, now: datetime) -> None:
    cast = {key: Person.objects.get(account__email=one.mail) for key, one in BY_KEY.items() if one.mail and one.clubs}
    for told in TALKS:
        talk(told, cast, now=now)
    Notice.objects.filter(kind__startswith="messages.").update(due_at=None)  # the demo begins without a heap of letters


def talk(told: DemoTalk, cast: dict[str, Person], *, now: datetime) -> None:
    people = [cast[key] for key in told.people]
    first = cast[told.said[0].who]
    others = [one for one in people if one != first]
    if len({words.who for words in told.said}) > 1:  # who answers is known
        for one in others:
            if connected_since(first.pk, one.pk) is None:
                ties.connect(one=first, other=one, by=None, now=now - timedelta(days=told.said[0].ago + 30))
    conversation: Conversation | None = None
    said: Message | None = None
    for words in told.said:
        at = now - timedelta(days=words.ago)
        files = sent_along(file=words.file, picture=words.picture, words=words.text)
        if conversation is None:
            said = services.begin(by=first, people=others, text=words.text, title=told.title, files=files, now=at)
            conversation = said.conversation
        else:
            said = services.send(conversation=conversation, by=cast[words.who], text=words.text, files=files, now=at)
        think_again(said, words, cast[words.who], at=at)
    assert conversation is not None
    assert said is not None
    for seat in Seat.objects.filter(conversation=conversation).select_related("person", "conversation"):
        sit(seat, told, {person.pk: key for key, person in cast.items()}[seat.person_id], last=said.pk, now=now)
    if told.report is not None:
        look_at(told.report, conversation, cast, now=now)


def think_again(said: Message, words: DemoWords, by: Person, *, at: datetime) -> None:
    if words.at_first:
        Message.objects.filter(pk=said.pk).update(text=words.at_first)
        services.change(message=said, by=by, text=words.text, now=at + SOON)
    if words.taken_back:
        services.take_back(message=said, by=by, now=at)


def sit(seat: Seat, told: DemoTalk, key: str, *, last: int, now: datetime) -> None:
    if seat.state == SeatState.IN and key in told.read_by:
        services.read(seat=seat, last=last, now=now)
    if key in told.put_aside_by:
        services.archive(seat=seat, is_archived=True, now=now)


def look_at(told: DemoReport, conversation: Conversation, cast: dict[str, Person], *, now: datetime) -> None:
    """Reported to the first club of who wrote, and decided if the story says so."""
    seat = Seat.objects.select_related("person", "conversation").get(conversation=conversation, person=cast[told.who])
    writer = cast[told.of]
    membership = Membership.objects.active().filter(person=writer).select_related("club").earliest("pk")
    chosen = list(Message.objects.filter(conversation=conversation, author=writer))
    at = now - timedelta(days=told.ago)
    made = services.report(
        seat=seat, writer=writer, club=membership.club, chosen=chosen, reason=told.reason, now=at
    )  # fmt: skip
    if told.outcome:
        judge = cast[told.judge]
        assert judge.account is not None
        services.judge(
            report=made, by=judge.account, judge=judge, outcome=told.outcome, answer=told.answer, now=at + timedelta(hours=20)
        )  # fmt: skip
