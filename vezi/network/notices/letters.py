"""Letters of notices: one by itself, or a digest of what waited for its moment.

All that is due to one person is written in one transaction, in which the notices are marked as well: killed at any
moment, the house has done both or neither.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from vezi.core import features
from vezi.core.mail import gate, tints
from vezi.core.mail.gate import Letter
from vezi.core.models import MailState, OutgoingMail
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.consent.models import Purpose
from vezi.network.memberships.access import people_visible_to, viewer_of
from vezi.network.notices import choosing, digests, kinds, stopping, wanting
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person

A_WEEK = timedelta(days=7)
#: Letters that count against no budget: asked for, or gathering what was held back by it.
UNCOUNTED = (gate.SERVICE, gate.LAST_WORD, str(Purpose.SEARCHES))


@transaction.atomic
def write_due(*, person_id: int, now: datetime, alone: bool | None = None) -> int:
    """Write what is due to the person by now, by itself (`alone`), gathered (False), or both; how many letters."""
    due = Notice.objects.select_for_update(of=("self",)).filter(person=person_id, due_at__lte=now)
    if alone is not None:
        due = due.filter(alone=alone)
    notices = list(due.select_related("club", "by").order_by("at", "pk"))
    if not notices:
        return 0
    person = Person.objects.select_related("account").get(pk=person_id)
    viewer = viewer_of(person.account, today=timezone.localdate(now))
    told = [one for one in notices if is_news(one, viewer)]
    wants, written = wanting.wants_of([person_id]), 0
    names = names_seen(viewer, told)
    for notice in [one for one in told if one.alone]:
        written += write_alone(notice, person, wants, names, now=now)
    gathered = [one for one in told if one.due_at is not None and one.due_at <= now and not one.alone]
    if gathered and wants.rhythm(person_id).has_digests:
        gate.post(digest(gathered, person, viewer, names), now=now)
        written += 1
        for notice in gathered:
            notice.mailed_at = now
    for notice in notices:
        if notice.due_at is not None and notice.due_at <= now:
            notice.due_at = None
    Notice.objects.bulk_update(notices, ["due_at", "alone", "mailed_at"], batch_size=500)
    return written


def is_news(notice: Notice, viewer: Viewer) -> bool:
    """Whether it is still to be told by mail: to somebody who signs in, neither read nor settled, of nobody apart."""
    if viewer.person_id != notice.person_id or not viewer.account.is_active or not viewer.account.email:
        return False
    is_over = notice.read_at is not None or notice.settled_at is not None
    is_known = notice.kind in features.notice_kinds()
    return is_known and not is_over and notice.by_id not in viewer.apart and notice.by_id != viewer.person_id


def names_seen(viewer: Viewer, notices: Sequence[Notice]) -> dict[int, str]:
    """Notice -> the name of who did it, as the reader may see it; one query."""
    by = {one.by_id for one in notices if one.by_id is not None}
    visible = set(people_visible_to(viewer).filter(pk__in=by).values_list("pk", flat=True)) if by else set()
    return {
        one.pk: one.by.name
        for one in notices
        if one.by is not None and (one.by_id in visible or kinds.kind_of(one.kind).is_signed)
    }


def write_alone(notice: Notice, person: Person, wants: wanting.Wants, names: dict[int, str], *, now: datetime) -> bool:
    """Whether it went: over the club's budget, or in a holiday that began since, it waits for the next digest."""
    budget = wants.rhythm(person.pk).letters_a_week
    due = wants.due(person.pk, "now", now=now)
    if notice.club_id is not None and letters_of(notice.club_id, person.pk, now=now) >= budget:
        due = choosing.put_off(wants, person.pk, now=now)
    if not due.alone:
        notice.due_at, notice.alone = due.at, False
        return False
    notice.mailed_at, notice.due_at = now, None
    gate.post(by_itself(notice, person, names), now=now)
    return True


def letters_of(club_id: int, person_id: int, *, now: datetime) -> int:
    """How many letters the club wrote to the person of its own accord in the seven days before."""
    written = OutgoingMail.objects.filter(person_id=person_id, club_id=club_id, written_at__gt=now - A_WEEK)
    counted = written.exclude(purpose__in=UNCOUNTED).exclude(kind=stopping.DIGEST)
    return counted.filter(state__in=[MailState.WAITING, MailState.SENT]).count()


def language_of(person: Person, club: Club | None) -> str:
    wanted = (person.account.language if person.account else "", person.language, club.language if club else "")
    return next((one for one in wanted if one in dict(settings.LANGUAGES)), settings.LANGUAGE_CODE)


def by_itself(notice: Notice, person: Person, names: dict[int, str]) -> Letter:
    language, kind = language_of(person, notice.club), kinds.kind_of(notice.kind)
    with translation.override(language):
        who = [names[notice.pk]] if notice.pk in names else []
        said = kinds.sentence(kind, names=who, words=notice.words)
        stops = stopping.ways_to_stop(person, kind=notice.kind, club=notice.club)
        context: dict[str, object] = {
            "headline": said,
            "faces": tints.faces(who),
            "button": {
                "words": str(kind.deed or _("Open it")),
                "url": settings.SITE_ADDRESS + (notice.mail_path or notice.path),
            },
            "preheader": str(kind.title),
            "title": str(kind.title),
            "stops": stops,
        }
    return letter(person, notice.club, key=f"{notice.kind}:{notice.pk}", kind=notice.kind, template="notice",
                  context=context, language=language)  # fmt: skip


def digest(notices: Sequence[Notice], person: Person, viewer: Viewer, names: dict[int, str]) -> Letter:
    club = digests.letterhead(notices, viewer)
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
        headers=gate.stop_headers(context["stops"]),
    )
