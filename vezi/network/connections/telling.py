"""What people are told of requests and introductions: the one place from which it is done.

No notice holds a name in its own words: who did it is named when it is read, to whom may see it then.
"""

from datetime import datetime

from django.urls import reverse

from vezi.core.models import MailState, OutgoingMail
from vezi.network.connections import answers
from vezi.network.connections.access import QUESTION_STANDS
from vezi.network.connections.models import ConnectionRequest, Introduction, Stage
from vezi.network.notices import services as notices
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person

LOOK_BACK = "connections.look_back"


def asked(request: ConnectionRequest, *, now: datetime) -> None:
    notices.tell(
        kind="connections.request", person=request.asked, by=request.asker, about=about(request),
        path=reverse("connections:waiting"), mail_path=answers.address_of(request),
        words={"line": f"“{request.words}”" if request.words else ""}, now=now,
    )  # fmt: skip


def answered(request: ConnectionRequest, *, now: datetime) -> None:
    """Whatever the answer: it waits no more."""
    notices.settle(person=request.asked, about=about(request), now=now)


def taken_back(request: ConnectionRequest, *, now: datetime) -> None:
    """It waits no more, and the line it came with is read no more."""
    notices.settle(person=request.asked, about=about(request), now=now, keeps_words=False)


def met(*, asker: Person, answerer: Person, now: datetime) -> None:
    notices.tell(
        kind="connections.accepted", person=asker, by=answerer, about="connections.accepted",
        path=reverse("connections:mine"), now=now,
    )  # fmt: skip


def closed(request: ConnectionRequest, *, now: datetime) -> None:
    answered(request, now=now)
    notices.tell(
        kind="connections.closed", person=request.asker, by=request.asked, about="connections.closed",
        path=reverse("connections:sent"), now=now,
    )  # fmt: skip


def introduction_asked(introduction: Introduction, *, now: datetime) -> None:
    notices.tell(
        kind="connections.introduce", person=introduction.through, by=introduction.asker, about=about(introduction),
        path=page_of(introduction), now=now,
    )  # fmt: skip


def passed_on(introduction: Introduction, *, now: datetime) -> None:
    settled(introduction, introduction.through, now=now)
    notices.tell(
        kind="connections.introduced", person=introduction.third, by=introduction.through, about=about(introduction),
        path=page_of(introduction), mail_path=answers.address_of(introduction), now=now,
    )  # fmt: skip
    _news(introduction, introduction.asker, by=introduction.through, now=now)


def introduction_ended(introduction: Introduction, *, now: datetime) -> None:
    """Who waits for the answer hears of it; the third of nothing that was not passed on."""
    silenced(introduction, now=now)
    asker, through, third = introduction.asker, introduction.through, introduction.third
    match introduction.stage:
        case Stage.NOT_PASSED_ON:
            _news(introduction, asker, by=through, now=now)
        case Stage.CONNECTED:  # `introduction_met` has told the other
            _news(introduction, asker, by=third, now=now)
        case Stage.DECLINED:
            _news(introduction, asker, by=third, now=now)
            _news(introduction, through, by=third, now=now)
        case Stage.CLOSED:
            _news(introduction, asker, by=None, now=now)


def introduction_met(introduction: Introduction, *, now: datetime) -> None:
    """The two were connected, whichever way: who passed it on hears of it."""
    silenced(introduction, now=now)
    if introduction.stage == Stage.PASSED_ON:
        _news(introduction, introduction.through, by=introduction.third, now=now)


def silenced(introduction: Introduction, *, now: datetime) -> None:
    """It waits for nobody any more; nobody is told."""
    settled(introduction, introduction.through, now=now)
    settled(introduction, introduction.third, now=now)


def settled(introduction: Introduction, person: Person, *, now: datetime) -> None:
    notices.settle(person=person, about=about(introduction), now=now)


def forget_letters(one: Person, other: Person) -> None:
    """Letters of either about the other that have not left yet go: one held back would tell of its reason."""
    pair = [one.pk, other.pk]
    told = Notice.objects.filter(person__in=pair, by__in=pair, kind__startswith="connections.")
    keys = [f"{kind}:{number}" for kind, number in told.values_list("kind", "pk")]
    OutgoingMail.objects.filter(key__in=keys, state=MailState.WAITING).delete()


def look_back(introduction: Introduction, *, now: datetime) -> None:
    for person, other in ((introduction.asker, introduction.third), (introduction.third, introduction.asker)):
        notices.tell(
            kind=LOOK_BACK, person=person, by=other, about=about(introduction),
            path=page_of(introduction), now=now,
        )  # fmt: skip


def no_more_asked(*, now: datetime) -> int:
    """Questions whether it helped stand so long, and wait no more. How many."""
    old = Notice.objects.filter(kind=LOOK_BACK, settled_at__isnull=True, at__lte=now - QUESTION_STANDS)
    return old.update(settled_at=now, due_at=None)


def _news(introduction: Introduction, person: Person, *, by: Person | None, now: datetime) -> None:
    notices.tell(
        kind="connections.introduction_news", person=person, by=by, about=f"{about(introduction)}:news",
        path=page_of(introduction), now=now,
    )  # fmt: skip


def about(what: ConnectionRequest | Introduction) -> str:
    kind = "request" if isinstance(what, ConnectionRequest) else "introduction"
    return f"connections.{kind}:{what.public_id}"


def page_of(introduction: Introduction) -> str:
    return reverse("connections:introduction", args=[introduction.public_id])
