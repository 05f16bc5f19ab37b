"""Letters of notices: one by itself, or a digest of what waited for its moment.

Letters are written in the transaction in which their notices are marked as well: killed at any moment, the house has
done both or neither.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from vezi.core import features
from vezi.core.features import NoticeKind
from vezi.core.mail import gate, inbound, tints
from vezi.core.mail.gate import Letter
from vezi.core.mail.inbound.quoting import MARK
from vezi.core.models import MailState, OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.consent.models import Purpose
from vezi.network.notices import choosing, digests, kinds, readers, stopping, wanting
from vezi.network.notices.models import Notice, Way
from vezi.network.notices.readers import Reader
from vezi.network.people.models import Person

A_WEEK = timedelta(days=7)
#: An answer from somebody's holiday would go to the club, and help nobody (RFC 3834; the second is Exchange's).
FROM_A_MACHINE = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
#: Letters that count against no budget: asked for, or gathering what was held back by it.
UNCOUNTED = (gate.SERVICE, gate.LAST_WORD, str(Purpose.SEARCHES))


#: What stands beneath the sentence of each notice, asked when its letter is written, in a fixed number of queries.
Words = Callable[[Sequence[Notice], dict[int, Reader]], Mapping[int, str]]
_words: dict[str, Words] = {}


def says(*names: str) -> Callable[[Words], Words]:
    """Register `words(notices, readers)` for kinds whose words are too many to stand in every notice: notice -> words."""

    def register(words: Words) -> Words:
        _words.update(dict.fromkeys(names, words))
        return words

    return register


@transaction.atomic
def write_due(*, person_ids: Collection[int], now: datetime, alone: bool) -> int:
    """Write what is due to the people by now: letters of their own (`alone`), or digests; how many letters.

    The queries are as many for one person as for hundreds.
    """
    due = Notice.objects.select_for_update(of=("self",)).filter(person__in=person_ids, due_at__lte=now, alone=alone)
    notices = list(due.select_related("club").order_by("person_id", "at", "pk"))
    if not notices:
        return 0
    if alone:
        notices = with_what_waits(notices)
    found = readers.readers_of({one.person_id for one in notices}, today=timezone.localdate(now))
    told = [one for one in notices if is_news(one, found.get(one.person_id))]
    wants, names = wanting.wants_of(found), readers.names_seen(found, told)
    if alone:
        going = gathered(within_budgets(told, wants, now=now))
        more = what_they_say([one for together in going for one in together], found)
        posted = [by_itself(together, found[together[0].person_id].person, names, more) for together in going]
    else:
        of_each = {
            person_id: list(hers)
            for person_id, hers in groupby(told, key=lambda one: one.person_id)
            if wants.rhythm(person_id).has_digests
        }
        besides = digests.sections({person_id: found[person_id] for person_id in of_each}, now=now)
        posted = [digest(hers, found[one], names, besides.get(one, ())) for one, hers in of_each.items()]
    settle_what_was_due(notices, told, wants, now=now, alone=alone)
    return gate.post_many(posted, now=now, behind=len(person_ids) > 1)


def with_what_waits(notices: list[Notice]) -> list[Notice]:
    """With those of the same thing whose letter would wait a little longer: they go along."""
    waiting = [name for name, kind in features.notice_kinds().items() if kind.letter_after]
    headings = {(one.person_id, one.kind, one.about) for one in notices if one.kind in waiting}
    if not headings:
        return notices
    rows = Notice.objects.select_for_update(of=("self",)).select_related("club").filter(
        person__in={person_id for person_id, *_rest in headings}, about__in={about for *_rest, about in headings},
        due_at__isnull=False, alone=True,
    ).exclude(pk__in=[one.pk for one in notices])  # fmt: skip
    more = [one for one in rows if (one.person_id, one.kind, one.about) in headings]
    return sorted([*notices, *more], key=lambda one: (one.person_id, one.at, one.pk))


def gathered(notices: Sequence[Notice]) -> list[list[Notice]]:
    """Each by itself; those of one thing of a kind whose letter waits, together. In their order."""
    kinds_known, found = features.notice_kinds(), dict[tuple[object, ...], list[Notice]]()
    for one in notices:
        waits = kinds_known[one.kind].letter_after
        heading = (one.person_id, one.kind, one.about) if waits else (one.pk,)
        found.setdefault(heading, []).append(one)
    return list(found.values())


def forget(notices: QuerySet[Notice]) -> None:
    """Letters of these that have not left yet go."""
    keys = [f"{kind}:{number}" for kind, number in notices.values_list("kind", "pk")]
    OutgoingMail.objects.filter(key__in=keys, state=MailState.WAITING).delete()


def is_news(notice: Notice, reader: Reader | None) -> bool:
    """Whether it is still to be told by mail: to somebody who signs in, neither read nor settled, of nobody apart."""
    if reader is None or not reader.can_be_written_to or notice.kind not in features.notice_kinds():
        return False
    is_over = notice.read_at is not None or notice.settled_at is not None
    return not is_over and notice.by_id not in reader.apart and notice.by_id != reader.person.pk


def within_budgets(notices: Sequence[Notice], wants: wanting.Wants, *, now: datetime) -> list[Notice]:
    """Those that go now. Over its club's budget, or in a holiday that began since, a notice waits for the next digest; what
    was asked for counts and waits for no budget."""
    written, going, kinds_known = letters_of(notices, now=now), [], features.notice_kinds()
    for notice in notices:
        due = wants.due(notice.person_id, Way.NOW, now=now)
        if notice.club_id is not None:
            of_club = written[notice.person_id, notice.club_id]
            is_over = (
                not kinds_known[notice.kind].was_asked_for and of_club >= wants.rhythm(notice.person_id).letters_a_week
            )
            if due.alone and is_over:
                due = choosing.put_off(wants, notice.person_id, now=now)
            elif due.alone:
                written[notice.person_id, notice.club_id] += 1
        notice.due_at, notice.alone = due.at, due.alone
        going += [notice] * due.alone
    return going


def of_a_week(*, now: datetime) -> QuerySet[OutgoingMail]:
    """Letters that clubs wrote of their own accord in the seven days before."""
    went = OutgoingMail.objects.filter(written_at__gt=now - A_WEEK, state__in=[MailState.WAITING, MailState.SENT])
    return went.exclude(purpose__in=UNCOUNTED).exclude(kind=stopping.DIGEST)


def letters_of(notices: Sequence[Notice], *, now: datetime) -> Counter[tuple[int, int]]:
    """(person, club) -> how many letters the club wrote of its own accord in the seven days before."""
    people, clubs = {one.person_id for one in notices}, {one.club_id for one in notices if one.club_id is not None}
    counted = of_a_week(now=now).filter(person_id__in=people, club_id__in=clubs)
    return Counter((person_id or 0, club_id or 0) for person_id, club_id in counted.values_list("person_id", "club_id"))


def settle_what_was_due(
    notices: Sequence[Notice], told: Sequence[Notice], wants: wanting.Wants, *, now: datetime, alone: bool
) -> None:
    """What went is marked so, what waits on has its new moment, the rest is due no more."""
    gone = [one.pk for one in told if (one.alone if alone else wants.rhythm(one.person_id).has_digests)]
    put_off = [one for one in told if alone and not one.alone]
    Notice.objects.bulk_update(put_off, ["due_at", "alone"], batch_size=500)
    Notice.objects.filter(pk__in=gone).update(due_at=None, mailed_at=now)
    over = {one.pk for one in notices} - set(gone) - {one.pk for one in put_off}
    Notice.objects.filter(pk__in=over).update(due_at=None)


def language_of(person: Person, club: Club | None) -> str:
    wanted = (person.account.language if person.account else "", person.language, club.language if club else "")
    return next((one for one in wanted if one in dict(settings.LANGUAGES)), settings.LANGUAGE_CODE)


def what_they_say(notices: Sequence[Notice], found: dict[int, Reader]) -> dict[int, str]:
    """Notice -> what stands beneath its sentence: by its kind, or in its own word `more`."""
    more = {one.pk: str(one.words.get("more", "")) for one in notices}
    asked: dict[Words, list[Notice]] = {}
    for one in notices:
        if one.kind in _words:
            asked.setdefault(_words[one.kind], []).append(one)
    for words, of_them in asked.items():
        more |= words(of_them, found)
    return more


def by_itself(together: Sequence[Notice], person: Person, names: dict[int, str], more: Mapping[int, str]) -> Letter:
    """One notice, or some of one thing; its key is that of the first."""
    notice = together[0]
    language, kind = language_of(person, notice.club), kinds.kind_of(notice.kind)
    with translation.override(language):
        who = list(dict.fromkeys(names[one.pk] for one in reversed(together) if one.pk in names))
        said = kinds.sentence(kind, names=who, words=notice.words, count=len(together))
        stops = stopping.ways_to_stop(person, kind=notice.kind, club=notice.club)
        place = settings.SITE_ADDRESS + (notice.mail_path or notice.path)
        context: dict[str, object] = {
            "headline": said,
            "faces": tints.faces(who),
            "lines": lines_of(together, names, more),
            "several": len(who) > 1,
            "button": {
                "words": str(kind.deed or _("Open it")),
                "url": place,
            },
            "answers": [{"words": str(words), "url": f"{place}?say={code}"} for code, words in kind.answers],
            "preheader": str(kind.title),
            "title": str(kind.title),
            "stops": stops,
            "mark": "",
        }
    thing = answered_thing(notice, kind)
    to = inbound.address_of(kind.answered, person.public_id, thing) if thing else ""
    if to:
        context["mark"] = MARK
    written = letter(person, notice.club, key=f"{notice.kind}:{notice.pk}", kind=notice.kind, template="notice",
                     context=context, language=language)  # fmt: skip
    return replace(written, reply_to=to or written.reply_to, headers=written.headers | thread_headers(kind, thing))


def answered_thing(notice: Notice, kind: NoticeKind) -> str:
    """The public name of what an answer to the letter answers; empty if nothing can be."""
    said = notice.once if kind.answered_by_deed else notice.about
    return said.rpartition(":")[2] if kind.answered else ""


def thread_headers(kind: NoticeKind, thing: str) -> dict[str, str]:
    """Mail programs put the letters of one discussion under one another: each refers to a letter that never was."""
    if not thing:
        return {}
    root = f"<{kind.answered}.{thing}@{urlsplit(settings.SITE_ADDRESS).hostname}>"
    return {"In-Reply-To": root, "References": root}


def lines_of(together: Sequence[Notice], names: dict[int, str], more: Mapping[int, str]) -> list[tuple[str, str]]:
    """(who, what was said), in order."""
    return [(names.get(one.pk, ""), more[one.pk]) for one in together if more[one.pk]]


def digest(
    notices: Sequence[Notice], reader: Reader, names: dict[int, str], besides: Iterable[digests.Section] = ()
) -> Letter:
    person, club = reader.person, digests.letterhead(notices, reader.clubs)
    language = language_of(person, club)
    with translation.override(language):
        context = digests.context(notices, names, besides)
        context["stops"] = stopping.ways_to_stop(person, kind=stopping.DIGEST, club=None)
    written = letter(person, club, key=f"{stopping.DIGEST}:{notices[0].pk}", kind=stopping.DIGEST, template="digest",
                     context=context, language=language)  # fmt: skip
    return replace(written, reply_to=inbound.address_of("digest", person.public_id, "0") or written.reply_to)


def letter(
    person: Person, club: Club | None, *, key: str, kind: str, template: str, context: dict[str, Any], language: str
) -> Letter:
    account = person.account
    return Letter(
        key=key,
        kind=kind,
        purpose=gate.NOTICE,
        to=account.email if account else "",
        to_name=person.name,
        language=language,
        template=f"notices/mail/{template}",
        context=context,
        club=club,
        person_id=person.pk,
        sender_name=str(club) if club else "",
        reply_to=club.contact_mail if club else "",
        headers=gate.stop_headers(context["stops"]) | FROM_A_MACHINE,
    )
