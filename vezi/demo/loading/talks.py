"""Conversations of the demo, said as they would be said, each at its moment."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from vezi.core.enclosing import Enclosed
from vezi.demo.cast import BY_KEY
from vezi.demo.talks import TALKS, DemoTalk
from vezi.network.messages import services
from vezi.network.messages.models import Conversation, Message, Seat, SeatState
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.ties import services as ties
from vezi.network.ties.queries import connected_since


def talks_of(*, now: datetime) -> None:
    cast = {key: Person.objects.get(account__email=one.mail) for key, one in BY_KEY.items() if one.mail and one.clubs}
    for told in TALKS:
        talk(told, cast, now=now)
    Notice.objects.filter(kind__startswith="messages.").update(due_at=None)  # the demo begins without a heap of letters


def talk(told: DemoTalk, cast: dict[str, Person], *, now: datetime) -> None:
    people = [cast[key] for key in told.people]
    first = cast[told.said[0].who]
    others = [one for one in people if one != first]
    if len(told.said) > 1:  # who answers is known
        for one in others:
            if connected_since(first.pk, one.pk) is None:
                ties.connect(one=first, other=one, by=None, now=now - timedelta(days=told.said[0].ago + 30))
    conversation: Conversation | None = None
    said: Message | None = None
    for words in told.said:
        at = now - timedelta(days=words.ago)
        files = [Enclosed(words.file, ContentFile(words.text.encode()), len(words.text.encode()))] if words.file else []
        if conversation is None:
            said = services.begin(by=first, people=others, text=words.text, title=told.title, files=files, now=at)
            conversation = said.conversation
        else:
            said = services.send(conversation=conversation, by=cast[words.who], text=words.text, files=files, now=at)
        if words.taken_back:
            services.take_back(message=said, by=cast[words.who], now=at)
    assert conversation is not None
    assert said is not None
    for seat in Seat.objects.filter(conversation=conversation).select_related("person", "conversation"):
        if seat.state == SeatState.IN and seat.person.pk in {cast[key].pk for key in told.read_by}:
            services.read(seat=seat, last=said.pk, now=now)
