"""Deeds on consent: what was said is appended, never rewritten."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.consent import queries, signals
from vezi.network.consent.models import Channel, ConsentEntry, Decision, Notice, Purpose
from vezi.network.people import merging
from vezi.network.people.models import Fate, Merge, Person

REFUSING = (Decision.OBJECTED, Decision.WITHDRAWN)


class UnknownPurpose(Refused):
    sentence = _("There is no such purpose.")


@transaction.atomic
def say(
    *,
    person: Person,
    club: Club,
    purpose: str,
    channel: str,
    decision: str,
    source: str,
    by: Account | None,
    now: datetime,
) -> ConsentEntry:
    """Write down a person's word on a purpose and channel. Raises UnknownPurpose."""
    if purpose not in Purpose.values or channel not in Channel.values:
        raise UnknownPurpose
    notice = queries.notice_of(club_id=club.pk, purpose=purpose)
    entry = ConsentEntry.objects.create(
        person=person, club=club, purpose=purpose, channel=channel, decision=decision, source=source, at=now,
        basis=notice.basis if notice else queries.UNWRITTEN, notice_version=notice.version if notice else 0,
        by_id=by.pk if by else None,
    )  # fmt: skip
    audit.record(
        f"consent.{decision}", by=by, at=now, subject=entry, club_id=club.pk, person_id=person.pk, purpose=purpose
    )
    signals.word_said.send(ConsentEntry, entry=entry, now=now)
    return entry


def hold_to_the_stricter(*, merge: Merge, now: datetime) -> None:
    """Two records became one: what either refused stays refused, though the other said yes, and said it later.

    Written down as words of the merge; undoing it takes them away.
    """
    came = merge.rows.filter(model=ConsentEntry._meta.label, fate=Fate.MOVED).values_list("row_id", flat=True)
    entries = list(ConsentEntry.objects.filter(person=merge.kept_id).order_by("at", "pk"))
    theirs = {_subject(entry): entry for entry in entries if entry.pk in set(came)}
    ours = {_subject(entry): entry for entry in entries if entry.pk not in set(came)}
    for subject in theirs.keys() & ours.keys():
        last, before = sorted((theirs[subject], ours[subject]), key=lambda entry: (entry.at, entry.pk), reverse=True)
        if before.decision not in REFUSING or last.decision in REFUSING:
            continue
        before.pk, before.at, before.source, before.by_id = None, now, "merge", None
        before.person_id = merge.kept_id
        before.save(force_insert=True)
        merging.made(merge, before)


def _subject(entry: ConsentEntry) -> tuple[int, str, str]:
    return entry.club_id, entry.purpose, entry.channel


@transaction.atomic
def publish_notice(
    *, club: Club, purpose: str, basis: str, text: dict[str, str], by: Account | None, now: datetime
) -> Notice:
    """Tell the club's people on which basis a purpose stands; each change is a new version."""
    before = queries.notice_of(club_id=club.pk, purpose=purpose)
    if before and before.basis == basis and before.text == text:
        return before
    notice = Notice.objects.create(
        club=club, purpose=purpose, basis=basis, text=text, since=now, version=before.version + 1 if before else 1
    )
    audit.record("consent.publish_notice", by=by, at=now, subject=notice, club_id=club.pk, purpose=purpose, basis=basis)
    return notice
