"""Telling one person, whoever answered, or all of them: each in her language, and by letter who has no account."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils import translation
from django.utils.functional import lazy

from vezi.activities.events import answers, letters
from vezi.activities.events.models import Event, Registration, Standing
from vezi.activities.events.queries.addresses import signs_in
from vezi.activities.events.saying import when_and_where
from vezi.core.mail import gate
from vezi.network.notices import services as notices
from vezi.network.notices.letters import language_of
from vezi.network.people.models import Person

#: Whom the news of an event reach.
HEARS = (Standing.COMING, Standing.OFFERED, Standing.WAITING, Standing.MAYBE)
#: In the language of whoever reads it.
in_words = lazy(when_and_where, str)


def about(event: Event) -> str:
    return f"events.event:{event.public_id}"


def tell(
    event: Event, person: Person, kind: str, *, about: str, path: str = "", mail_path: str = "", once: str = "",
    by: Person | None = None, now: datetime, **words: object,
) -> None:  # fmt: skip
    """One who has an account. It leads to the page of the event, or to `path`."""
    notices.tell(
        kind=f"events.{kind}", person=person, about=about, club=event.club, by=by, once=once, now=now,
        path=path or event.get_absolute_url(), mail_path=mail_path,
        words=_said(event, language_of(person, event.club), words),
    )  # fmt: skip


def tell_answered(mine: Registration, kind: str, *, now: datetime, once: str = "", **words: object) -> None:
    """Its letter is written in the background: whoever answers next waits for the lock on the event, not for a letter."""
    event, person = mine.event, mine.person
    if not signs_in(person):
        # That she comes is confirmed by a letter of its own.
        if kind != Standing.COMING and (letter := _letter_of(event, person, kind, words, once=once, now=now)):
            gate.post(letter, now=now)
        return
    told = _said(event, language_of(person, event.club), _when_too(event, words))
    said = notices.said_of(
        kind=f"events.{kind}", by=None, about=about(event), club=event.club, path=event.get_absolute_url(), way="", once=once,
        mail_path=answers.address_of(event, person), words=told, now=now,
    )  # fmt: skip
    notices.tell_some(person_ids=[person.pk], said=said)


def tell_all(
    event: Event, kind: str, *, by: Person | None = None, now: datetime, among: Iterable[int] | None = None,
    thing: str = "", to_some: Mapping[int, Mapping[str, object]] | None = None, **words: object,
) -> int:  # fmt: skip
    """Whoever comes, waits or may come, all or `among` those registrations; a round for each language, told in the
    background. `to_some`: what stands besides in letters to these. How many."""
    hearing = event.registrations.filter(standing__in=HEARS).select_related("person__account")
    if among is not None:
        hearing = hearing.filter(pk__in=list(among))
    by_language: dict[str, list[int]] = {}
    posted = []
    for mine in hearing:
        if not signs_in(mine.person):
            besides = (to_some or {}).get(mine.person_id, {})
            posted.append(_letter_of(event, mine.person, kind, {**words, **besides}, now=now))
            continue
        by_language.setdefault(language_of(mine.person, event.club), []).append(mine.person_id)
    for language, people in by_language.items():
        notices.tell_many(
            kind=f"events.{kind}", person_ids=people, by=by, club=event.club, about=about(event),
            once=f"{about(event)}:{kind}{thing}:{now.isoformat()}:{language}", path=event.get_absolute_url(),
            words=_said(event, language, _when_too(event, words)), now=now,
        )  # fmt: skip
    gate.post_many([one for one in posted if one is not None], now=now, behind=True)
    return sum(map(len, by_language.values())) + len(posted)


def _letter_of(
    event: Event, person: Person, kind: str, words: Mapping[str, object], *, now: datetime, once: str = ""
) -> gate.Letter | None:
    said = _said(event, language_of(person, event.club), _when_too(event, words))
    return letters.told(event, person, kind=f"events.{kind}", words=said, once=once, now=now)


def _when_too(event: Event, words: Mapping[str, object]) -> dict[str, object]:
    """Beneath the sentence stands when and where, unless there is more to say."""
    return {"more": in_words(event), **words}


def _said(event: Event, language: str, words: Mapping[str, object]) -> dict[str, str]:
    with translation.override(language):
        return {"event": event.title, **{name: str(said) for name, said in words.items()}}
