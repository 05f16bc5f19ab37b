"""What the registrar shows in shared pages."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from vezi.core import kept, slots
from vezi.core.together import Question
from vezi.core.viewer import Viewer, viewer
from vezi.network.clubs.models import Club
from vezi.network.memberships import at_home, choosing
from vezi.network.memberships.at_home import Faces, Part, Place
from vezi.network.memberships.choosing import ChoiceDeed
from vezi.network.memberships.queries import books
from vezi.network.people.models import Affiliation, Person
from vezi.network.registrar.claiming import queries, sessions
from vezi.network.registrar.claiming.views import STEPS
from vezi.network.registrar.feature import IMPORT, INVITE, MERGE
from vezi.network.registrar.handover import queries as handover
from vezi.network.registrar.inviting import queries as inviting
from vezi.network.registrar.models import Claim, Duplicate, OwnerQuestion
from vezi.network.registrar.own_word import queries as own_word
from vezi.network.registrar.passing import queries as passing
from vezi.network.registrar.queries import held, imports
from vezi.network.registrar.reviewing import queries as reviewing

choosing.offer(
    ChoiceDeed(
        "invite",
        pgettext_lazy("deed on chosen people", "Invite"),
        "registrar:invitation_list",
        needs=(INVITE,),
        order=10,
        tells=inviting.told_of,
    )
)


def drawn(request: HttpRequest, template: str, **context: object) -> SafeString:
    return render_to_string(f"registrar/slots/{template}.html", context, request=request)


@slots.fills("first_time", order=10)
def find_yourself(request: HttpRequest) -> SafeString:
    """At the door: who has no account yet may have a record."""
    return drawn(request, "first_time")


@slots.fills("on_the_way", order=10)
def whose_record(request: HttpRequest) -> SafeString | None:
    """At the door, on the way from an invitation: whose record it is."""
    invitation = sessions.kept(request, now=timezone.now())
    if invitation is None:
        return None
    return drawn(request, "on_the_way", invited=queries.invited(invitation), steps=STEPS)


@kept.question
def unfinished(viewer: Viewer) -> list[QuerySet[Claim]]:
    return [queries.unfinished_of(viewer.person)]


@kept.question
def unanswered(viewer: Viewer, now: datetime) -> list[QuerySet[OwnerQuestion]]:
    return [own_word.unanswered(viewer.person, now=now)]


@at_home.part
class ClaimToFinish(Part):
    """The record one has taken up and not looked through."""

    place, order = Place.WAITS, 10

    def asks(self) -> Sequence[Question]:
        return unfinished(self.viewer)

    def hears(self, *found: list[Claim]) -> None:
        (self.claims,) = found

    def draws(self, request: HttpRequest, faces: Faces) -> SafeString | None:  # noqa: ARG002 - shows nobody
        return drawn(request, "home_claim", claim=self.claims[0]) if self.claims else None


@at_home.part
class IsItYou(Part):
    """Second records that may be hers: an officer asks."""

    place, order = Place.WAITS, 15

    def asks(self) -> Sequence[Question]:
        return unanswered(self.viewer, self.now)

    def hears(self, *found: list[OwnerQuestion]) -> None:
        (self.asked,) = found

    def asks_again(self) -> list[QuerySet[Duplicate]]:
        return [own_word.pair_of(one) for one in self.asked]

    def hears_again(self, *found: list[Duplicate]) -> None:
        self.open = [question for question, pairs in zip(self.asked, found, strict=True) if pairs]

    def draws(self, request: HttpRequest, faces: Faces) -> SafeString | None:  # noqa: ARG002 - shows nobody
        questions = [{"question": one, "token": own_word.token_of(one)} for one in self.open]
        return drawn(request, "home_is_it_you", questions=questions) if questions else None


@slots.fills("office_waits", order=25)
def own_words(request: HttpRequest, *, club: Club) -> SafeString | None:
    """Members who say that a second record is theirs."""
    if not viewer(request).can(MERGE, club):
        return None
    said = reviewing.own_words(club).values_list("pk", flat=True)  # a few at a time
    return drawn(request, "office_own_word", club=club, count=len(said)) if said else None


@kept.question
def studies(viewer: Viewer) -> list[QuerySet[Affiliation, int | None]]:
    return [passing.studies_of(viewer.person, club) for club in viewer.clubs]


@kept.question
def missing(club: Club, year: int) -> list[QuerySet[Affiliation, int]]:
    return [passing.missing_of(club, year)]


@at_home.part
class PassOn(Part):
    """For who has a class: an invitation to pass on to those of it who are not here."""

    place, order = Place.CLUBS, 20

    def asks(self) -> Sequence[Question]:
        return studies(self.viewer)

    def hears(self, *found: list[int]) -> None:
        classes = [(club, min(years)) for club, years in zip(self.viewer.clubs, found, strict=True) if years]
        self.of = classes[:1]

    def asks_again(self) -> Sequence[Question]:
        return [question for club, year in self.of for question in missing(club, year)]

    def hears_again(self, *found: list[int]) -> None:
        self.missing = [books.about(next(iter(one), 0)) for one in found]

    def draws(self, request: HttpRequest, faces: Faces) -> SafeString | None:  # noqa: ARG002 - shows nobody
        for (club, year), missing in zip(self.of, self.missing, strict=True):
            return drawn(request, "home_pass_on", club=club, year=year, missing=missing)
        return None


@slots.fills("office_waits", order=30)
def to_invite(request: HttpRequest, *, club: Club) -> SafeString | None:
    """Graduates the club could invite now."""
    if not viewer(request).can(INVITE, club):
        return None
    found = inviting.numbers(club)
    return drawn(request, "office_invite", club=club, numbers=found) if found.with_mail or found.without_mail else None


@slots.fills("office_waits", order=20)
def to_tell(request: HttpRequest, *, club: Club) -> SafeString | None:
    """People who are held back and have not been told of it."""
    if not viewer(request).can(IMPORT, club):
        return None
    found = handover.to_be_told(club)
    return drawn(request, "office_handover", club=club, found=found) if found else None


@slots.fills("club_join", order=50)
def handed_over(request: HttpRequest, *, club: Club) -> SafeString | None:
    """For those whom neither mail nor letter reaches: the club was handed records, and one may object."""
    found = handover.on_the_page(club, now=timezone.now()).first()
    return drawn(request, "club_handover", club=club, handover=found) if found is not None else None


@slots.fills("office_member", order=20)
def rows_of_files(request: HttpRequest, *, club: Club, person: Person) -> SafeString | None:
    """The rows of registrar's files that became this record."""
    rows = imports.rows_of(person, club=club) if viewer(request).can(IMPORT, club) else []
    return drawn(request, "office_member_rows", club=club, person=person, rows=rows) if rows else None


@slots.fills("office_desk", order=10)
def last_import(request: HttpRequest, *, club: Club) -> SafeString | None:
    """The file that came in last, and what became of it."""
    if not viewer(request).can(IMPORT, club):
        return None
    return drawn(request, "office_desk_import", club=club, one=imports.imports_of(club).first())


@slots.fills("held", order=10)
def files_and_invitations(request: HttpRequest, *, person: Person) -> SafeString | None:
    """For the person: what the registrar's files said of her, what they changed, how she was invited."""
    found = held.of(person)
    return (
        drawn(
            request,
            "held",
            person=person,
            files=found.files,
            invitations=found.invitations,
            claims=found.claims,
            comparisons=found.comparisons,
        )
        if found
        else None
    )
