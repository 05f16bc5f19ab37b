"""Taking a list out of the house: why is written down, and who was on it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vezi.core import audit, jobs, spreadsheets
from vezi.core.errors import Refused
from vezi.core.models import AuditEntry
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Export, ExportPart, Membership, MembershipQuerySet
from vezi.network.memberships.queries import ledger

AT_ONCE = 5_000  # people
LONG = 5_000  # people; a longer list is written in the background
READ_AT_ONCE = 500  # people
A_PART = 2_000  # people
KEPT = timedelta(days=1)  # so long the list waits to be taken


class ExportReasonMissing(Refused):
    sentence = gettext_lazy("Say what it is for: it is written down.")


@transaction.atomic
def note_export(
    *, club: Club, people: MembershipQuerySet, wanted: dict[str, Any], reason: str, by: Account, now: datetime
) -> AuditEntry:
    """Write down that the list of these people leaves the house; each of them can read it.

    Raises ExportReasonMissing.
    """
    if not reason.strip():
        raise ExportReasonMissing
    ids = list(people.order_by("person_id").values_list("person_id", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        audit.looked(by=by, at=now, person_ids=some, club_id=club.pk, what="memberships.export")
    return audit.record(
        "memberships.export", by=by, at=now, subject=club, club_id=club.pk,
        people=len(ids), wanted=wanted, reason=reason.strip(),
    )  # fmt: skip


def list_lines(club: Club, memberships: Iterable[int], *, now: datetime, with_head: bool = True) -> Iterator[str]:
    """These people as CSV, some hundred at a time, in the reader's language."""
    ids = list(memberships)
    head = (_("Surname"), _("Given names"), _("Class year"), _("Programme"), _("State"), _("Reach"), _("Mail"),
            _("City"), _("Country"), _("Student number"))  # fmt: skip

    def cells() -> Iterator[list[object]]:
        for start in range(0, len(ids), READ_AT_ONCE):
            for row in ledger.rows(club, ids[start : start + READ_AT_ONCE], now=now):
                yield [
                    row.person.family, row.person.given, row.year, row.programme,
                    row.membership.get_state_display(), row.reach.label, row.mail, row.city, row.country, row.number,
                ]  # fmt: skip

    return islice(spreadsheets.lines(head, cells()), 0 if with_head else 1, None)


def in_line(people: MembershipQuerySet) -> list[int]:
    """The memberships, by the names of their people."""
    return list(people.order_by(ledger.sort_field(), "person_id").values_list("pk", flat=True))


@transaction.atomic
def begin_export(*, club: Club, people: MembershipQuerySet, by: Account, now: datetime) -> Export:
    """Have a long list written in the background, in the language that is active. It was noted before (`note_export`)."""
    ids = in_line(people)
    export = Export.objects.create(
        club=club, by=by, people=ids, total=len(ids), language=translation.get_language() or "", asked_at=now
    )
    jobs.ask_for("vezi.network.memberships.tasks.carry_on_export", export_id=export.pk)
    return export


@transaction.atomic
def write_next_part(*, export_id: int, now: datetime) -> bool:
    """Write the next part; whether there are more."""
    export = Export.objects.select_for_update(of=("self",)).filter(pk=export_id, ended_at__isnull=True).first()
    if export is None:
        return False
    some = export.people[export.done : export.done + A_PART]
    with translation.override(export.language):
        text = "".join(list_lines(export.club, some, now=now, with_head=export.done == 0))
    ExportPart.objects.create(export=export, begins=export.done, text=text)
    export.done += len(some)
    if export.done >= export.total:
        export.ended_at = now
    export.save(update_fields=["done", "ended_at"])
    return export.ended_at is None


@transaction.atomic
def take_export(*, export: Export, by: Account, now: datetime) -> Iterator[str]:
    """The list as it was written; that it was taken is written down."""
    audit.record("memberships.take_export", by=by, at=now, subject=export, club_id=export.club_id, people=export.total)
    return export.parts.order_by("begins").values_list("text", flat=True).iterator(chunk_size=4)


def clear_exports(*, now: datetime) -> int:
    """Lists that have waited for a day; how many."""
    return Export.objects.filter(asked_at__lt=now - KEPT).delete()[0]


def forget_lists_with(person_ids: Iterable[int]) -> None:
    """Somebody is erased: lists on which she stands, and that nobody has taken yet, are gone."""
    hers = list(Membership.with_held.filter(person_id__in=list(person_ids)).values_list("pk", flat=True))
    Export.objects.filter(people__overlap=hers).delete()
