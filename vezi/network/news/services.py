"""Writing down that something happened, in the transaction in which it did; and what a reader wants to hear less of."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from vezi.core.folding import fold
from vezi.network.memberships.models import Membership
from vezi.network.news import deriving
from vezi.network.news.models import Fact, Kind, Less
from vezi.network.people.models import Person, Position, Residence, Source

KEPT = timedelta(days=100)  # news is read for three months at most
Was = Mapping[str, object]


@transaction.atomic
def work_said(*, position: Position, was: Was | None, source: str, now: datetime) -> None:
    known = _lock(Kind.WORK, position.pk)
    if not _may_be_news(position.person, source, now=now):
        _end(known)
    elif was is None:
        others = Position.objects.filter(person=position.person_id).exclude(pk=position.pk)
        is_first = not others.exists()
        if position.is_current and not is_first and deriving.is_begun_lately(position.started_year, now=now):
            _write(Kind.WORK, position, "", known=None, now=now)
    else:
        before = _mark(position.person_id, was["title"], was["employer"])
        said = _mark(position.person_id, position.title, position.employer)
        is_news = deriving.is_new_work(
            was, title=position.title, employer=position.employer, is_current=position.is_current
        )
        _follow(Kind.WORK, position, known, before=before, said=said, is_news=is_news, now=now)


@transaction.atomic
def town_said(*, residence: Residence, was: Was | None, source: str, now: datetime) -> None:
    known = _lock(Kind.TOWN, residence.pk)
    if not _may_be_news(residence.person, source, now=now):
        _end(known)
    elif was is not None:
        before = _mark(residence.person_id, was["city"], was["country"])
        said = _mark(residence.person_id, residence.city, residence.country)
        is_news = deriving.is_another_town(was, city=residence.city, country=residence.country)
        _follow(Kind.TOWN, residence, known, before=before, said=said, is_news=is_news, now=now)


@transaction.atomic
def joined(*, membership: Membership, now: datetime) -> None:
    Fact.objects.update_or_create(
        kind=Kind.JOINED,
        value=membership.pk,
        defaults={"person_id": membership.person_id, "said_at": membership.since, "at": now, "was": ""},
    )


@transaction.atomic
def hear_less(*, person: Person, of: Person | None = None, kind: str = "", now: datetime) -> Less:
    """Of somebody, or of a kind of news."""
    less, _is_new = Less.objects.get_or_create(person=person, of=of, kind=kind, defaults={"at": now})
    return less


@transaction.atomic
def hear_again(*, less: Less) -> None:
    less.delete()


@transaction.atomic
def choose_kinds(*, person: Person, without: set[str], now: datetime) -> None:
    """Of these kinds no news, of all others again."""
    Less.objects.filter(person=person, of=None).exclude(kind__in=without).delete()
    for kind in sorted(without):
        hear_less(person=person, kind=kind, now=now)


def clear(*, now: datetime) -> int:
    """What is no news any more."""
    return Fact.objects.filter(at__lt=now - KEPT).delete()[0]


def _may_be_news(person: Person, source: str, *, now: datetime) -> bool:
    """Her own word, once she has settled in."""
    if source != Source.SELF or person.claimed_at is None or person.is_deceased:
        return False
    return now - person.claimed_at >= deriving.SETTLING


def _follow(
    kind: Kind, value: Position | Residence, known: Fact | None, *, before: str, said: str, is_news: bool, now: datetime
) -> None:
    """A value that was changed: it is news, or goes on being what it was, or is taken back."""
    if known is not None and known.was and known.was == said:
        _end(known)
    elif is_news:
        is_second_thought = known is not None and known.was and now - known.at < deriving.SECOND_THOUGHTS
        _write(kind, value, known.was if known is not None and is_second_thought else before, known=known, now=now)
    elif known is not None:
        known.said_at = value.recorded_at
        known.save(update_fields=["said_at"])


def _write(kind: Kind, value: Position | Residence, was: str, *, known: Fact | None, now: datetime) -> None:
    fact = known or Fact(kind=kind, value=value.pk)
    fact.person_id, fact.said_at, fact.was, fact.at = value.person_id, value.recorded_at, was, now
    fact.save()


def _lock(kind: Kind, value: int) -> Fact | None:
    return Fact.objects.select_for_update().filter(kind=kind, value=value).first()


def _end(known: Fact | None) -> None:
    if known is not None:
        known.delete()


def _mark(person_id: int, *said: object) -> str:
    """Tells whether two things said are the same, and not what they are."""
    words = "\0".join(fold(str(one)) for one in said)
    return salted_hmac("vezi.news.was", f"{person_id}\0{words}", algorithm="sha256").hexdigest()[:32]
