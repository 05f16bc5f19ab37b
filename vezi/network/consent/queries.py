"""What a person said, what follows from it."""

from dataclasses import dataclass

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


def standing(*, person_id: int, club_id: int, purpose: str, channel: str) -> Standing:
    notice = notice_of(club_id=club_id, purpose=purpose)
    entries = ConsentEntry.objects.filter(person_id=person_id, club_id=club_id, purpose=purpose, channel=channel)
    last = entries.order_by("-at", "-pk").values_list("decision", flat=True).first()
    return Standing(basis=notice.basis if notice else UNWRITTEN, last=last or "")


def reason_against_mail(person_id: int, club_id: int, purpose: str) -> str:
    """The answer of the consent gate for a letter by mail; empty when it may go."""
    if purpose == Purpose.SERVICE:
        return ""
    now = standing(person_id=person_id, club_id=club_id, purpose=purpose, channel=Channel.MAIL)
    return "" if now.allowed else f"{now.basis}: {now.last or 'never given'}"
