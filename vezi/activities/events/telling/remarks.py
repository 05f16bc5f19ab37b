"""What is asked and answered on the page of an event. The words are in the letter alone (`receivers`)."""

from datetime import datetime

from vezi.activities.events.models import Event, Remark
from vezi.activities.events.telling.ways import tell
from vezi.network.notices import services as notices
from vezi.network.people.models import Person


def asked(remark: Remark, organiser: Person, *, now: datetime) -> None:
    _tell_of_remark(remark, organiser, "asked", about=_asks(remark.event), by=remark.author, now=now)


def question_answered(remark: Remark, person: Person, *, now: datetime) -> None:
    _tell_of_remark(remark, person, "question_answered", about=_asks(remark.event), by=remark.author, now=now)


def remark_hidden(remark: Remark, person: Person, *, now: datetime) -> None:
    about = f"events.hidden:{remark.public_id}"
    _tell_of_remark(remark, person, "remark_hidden", about=about, now=now, reason=remark.hidden_because)


def remark_reported(remark: Remark, organiser: Person, *, now: datetime) -> None:
    _tell_of_remark(remark, organiser, "remark_report", about=_report_of(remark), now=now)


def remark_looked_at(remark: Remark, *, now: datetime) -> None:
    notices.settle_all(about=_report_of(remark), now=now)


def read_asks(event: Event, person: Person, *, now: datetime) -> None:
    notices.read(person=person, about=_asks(event), now=now)


def _tell_of_remark(
    remark: Remark, person: Person, kind: str, *, about: str, by: Person | None = None, now: datetime, **words: str
) -> None:
    path, once = f"{remark.event.get_absolute_url()}#asks", f"events.{kind}:{remark.public_id}"
    tell(remark.event, person, kind, about=about, once=once, by=by, path=path, now=now, **words)


def _asks(event: Event) -> str:
    return f"events.asks:{event.public_id}"


def _report_of(remark: Remark) -> str:
    return f"events.report:{remark.public_id}"
