"""What a person said, what follows from it."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import OuterRef, Q, Subquery

from vezi.network.consent.models import Basis, Channel, ConsentEntry, Decision, Notice, Purpose

#: Where a club wrote nothing down, the careful basis holds: nothing but what was agreed to.
UNWRITTEN = Basis.CONSENT


@dataclass(frozen=True)
class Standing:
    """How a purpose stands between a person and a club."""

    basis: str
    last: str  # the last decision, empty when nothing was said

    @property
    def allowed(self) -> bool:
        """Consent must have been given; interests hold until the person objects; contracts and duties hold."""
        if self.basis == Basis.CONSENT:
            return self.last in (Decision.GIVEN, Decision.ALLOWED_AGAIN)
        if self.basis in (Basis.LEGITIMATE_INTEREST, Basis.PUBLIC_TASK):
            return self.last not in (Decision.OBJECTED, Decision.WITHDRAWN)
        return True


def notice_of(*, club_id: int, purpose: str) -> Notice | None:
    """The newest notice of the club on the purpose."""
    return Notice.objects.filter(club_id=club_id, purpose=purpose).order_by("-version").first()


#: Asked of every letter that leaves: in one question, and as the database reads it.
STANDING = """
select
    (select basis from consent_notice where club_id = %(club)s and purpose = %(purpose)s order by version desc limit 1),
    (select decision from consent_consententry
     where person_id = %(person)s and club_id = %(club)s and purpose = %(purpose)s and channel = %(channel)s
     order by at desc, id desc limit 1)
"""


def standing(*, person_id: int, club_id: int, purpose: str, channel: str) -> Standing:
    asked: dict[str, int | str] = {"person": person_id, "club": club_id, "purpose": purpose, "channel": channel}
    with connection.cursor() as cursor:
        cursor.execute(STANDING, asked)
        basis, last = cursor.fetchone()
    return Standing(basis=basis or UNWRITTEN, last=last or "")


def reason_against_mail(person_id: int, club_id: int, purpose: str) -> str:
    """The answer of the consent gate for a letter by mail; empty when it may go."""
    if purpose == Purpose.SERVICE:
        return ""
    now = standing(person_id=person_id, club_id=club_id, purpose=purpose, channel=Channel.MAIL)
    return "" if now.allowed else f"{now.basis}: {now.last or 'never given'}"


def last_word(*, club_id: int, purpose: str, channel: str, person: str = "pk") -> Subquery:
    """For annotating people: what each said last on a purpose and channel, null for who said nothing."""
    entries = ConsentEntry.objects.filter(person=OuterRef(person), club_id=club_id, purpose=purpose, channel=channel)
    return Subquery(entries.order_by("-at", "-pk").values("decision")[:1])


def against(*, club_id: int, purpose: str, field: str) -> Q:
    """Whom a purpose must not reach, by the last word in `field`: the same rule as `Standing.allowed`, as a filter."""
    notice = notice_of(club_id=club_id, purpose=purpose)
    basis = notice.basis if notice else UNWRITTEN
    words = [*Decision.values, ""]
    refusing = [word for word in words if not Standing(basis, word).allowed]
    said = Q(**{f"{field}__in": [word for word in refusing if word]})
    return said | Q(**{f"{field}__isnull": True}) if "" in refusing else said
