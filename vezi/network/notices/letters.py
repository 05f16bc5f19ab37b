"""Letters of notices: one by itself, or a digest of what waited for its moment.

Letters are written in the transaction in which their notices are marked as well: killed at any moment, the house has
done both or neither.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from vezi.core import features
from vezi.core.mail import gate, tints
from vezi.core.mail.gate import Letter
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


@transaction.atomic
def write_due(*, person_ids: Collection[int], now: datetime, alone: bool) -> int:
    """Write what is due to the people by now: letters of their own (`alone`), or digests; how many letters.

    The queries are as many for one person as for hundreds.
    """
    due = Notice.objects.select_for_update(of=("self",)).filter(person__in=person_ids, due_at__lte=now, alone=alone)
    notices = list(due.select_related("club").order_by("person_id", "at", "pk"))
    if not notices:
        return 0
    found = readers.readers_of({one.person_id for one in notices}, today=timezone.localdate(now))
    told = [one for one in notices if is_news(one, found.get(one.person_id))]
    wants, names = wanting.wants_of(found), readers.names_seen(found, told)
    if alone:
        posted = [by_itself(one, found[one.person_id].person, names) for one in within_budgets(told, wants, now=now)]
    else:
        posted = [
            digest(list(gathered), found[person_id], names)
            for person_id, gathered in groupby(told, key=lambda one: one.person_id)
            if wants.rhythm(person_id).has_digests
        ]
    settle_what_was_due(notices, told, wants, now=now, alone=alone)
    return gate.post_many(posted, now=now, behind=len(person_ids) > 1)


def is_news(notice: Notice, reader: Reader | None) -> bool:
    """Whether it is still to be told by mail: to somebody who signs in, neither read nor settled, of nobody apart."""
    if reader is None or not reader.can_be_written_to or notice.kind not in features.notice_kinds():
        return False
    is_over = notice.read_at is not None or notice.settled_at is not None
    return not is_over and notice.by_id not in reader.apart and notice.by_id != reader.person.pk


def within_budgets(notices: Sequence[Notice], wants: wanting.Wants, *, now: datetime) -> list[Notice]:
    """Those that go now. Over its club's budget, or in a holiday that began since, a notice waits for the next digest."""
    written, going = letters_of(notices, now=now), []
    for notice in notices:
        due = wants.due(notice.person_id, Way.NOW, now=now)
        if notice.club_id is not None:
            of_club = written[notice.person_id, notice.club_id]
            if due.alone and of_club >= wants.rhythm(notice.person_id).letters_a_week:
                due = choosing.put_off(wants, notice.person_id, now=now)
            elif due.alone:
                written[notice.person_id, notice.club_id] += 1
        notice.due_at, notice.alone = due.at, due.alone
        going += [notice] * due.alone
    return going


def letters_of(notices: Sequence[Notice], *, now: datetime) -> Counter[tuple[int, int]]:
    """(person, club) -> how many letters the club wrote of its own accord in the seven days before."""
    people, clubs = {one.person_id for one in notices}, {one.club_id for one in notices if one.club_id is not None}
    written = OutgoingMail.objects.filter(person_id__in=people, club_id__in=clubs, written_at__gt=now - A_WEEK)
    counted = written.exclude(purpose__in=UNCOUNTED).exclude(kind=stopping.DIGEST)
    counted = counted.filter(state__in=[MailState.WAITING, MailState.SENT])
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


def by_itself(notice: Notice, person: Person, names: dict[int, str]) -> Letter:
    language, kind = language_of(person, notice.club), kinds.kind_of(notice.kind)
    with translation.override(language):
        who = [names[notice.pk]] if notice.pk in names else []
        said = kinds.sentence(kind, names=who, words=notice.words)
        stops = stopping.ways_to_stop(person, kind=notice.kind, club=notice.club)
        place = settings.SITE_ADDRESS + (notice.mail_path or notice.path)
        context: dict[str, object] = {
            "headline": said,
            "more": str(notice.words.get("more", "")),
            "faces": tints.faces(who),
            "button": {
                "words": str(kind.deed or _("Open it")),
                "url": place,
            },
            "answers": [{"words": str(words), "url": f"{place}?say={code}"} for code, words in kind.answers],
            "preheader": str(kind.title),
            "title": str(kind.title),
            "stops": stops,
        }
    return letter(person, notice.club, key=f"{notice.kind}:{notice.pk}", kind=notice.kind, template="notice",
                  context=context, language=language)  # fmt: skip


def digest(notices: Sequence[Notice], reader: Reader, names: dict[int, str]) -> Letter:
    person, club = reader.person, digests.letterhead(notices, reader.clubs)
    language = language_of(person, club)
    with translation.override(language):
        context = digests.context(notices, names)
        context["stops"] = stopping.ways_to_stop(person, kind=stopping.DIGEST, club=None)
    return letter(person, club, key=f"{stopping.DIGEST}:{notices[0].pk}", kind=stopping.DIGEST, template="digest",
                  context=context, language=language)  # fmt: skip


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
