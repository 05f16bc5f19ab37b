"""Who learns of which group, reads what in it, and may do what there.

A group of a club is there for the members of the club, one of the whole network for the members of any. A hidden one
is there for those in it and those invited, and for nobody else, officers of the club included. An open group is read
by whoever may join it; of the others outsiders see what they are about.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from vezi.core.viewer import Viewer
from vezi.network.groups.models import (
    Entry,
    Group,
    GroupQuerySet,
    Joining,
    Kind,
    Member,
    Post,
    PostQuerySet,
    PostState,
    Rank,
    Waiting,
    Way,
)
from vezi.network.people.models import Affiliation

KEEP_GROUPS = "keep_groups"


def groups_visible_to(viewer: Viewer) -> GroupQuerySet:
    """The groups the viewer may learn of; what was closed is seen by those who were in it to the end."""
    if viewer.person_id is None:
        return Group.objects.none()
    return Group.objects.filter(_in_it(viewer) | (Q(closed_at=None) & (_invited(viewer) | _in_the_open(viewer))))


def groups_to_discover(viewer: Viewer) -> GroupQuerySet:
    """Those one may find without being in them, or invited."""
    if viewer.person_id is None:
        return Group.objects.none()
    return Group.objects.living().filter(_in_the_open(viewer)).exclude(_in_it(viewer))


def groups_read_by(viewer: Viewer) -> GroupQuerySet:
    """Groups whose discussions the viewer may read."""
    if viewer.person_id is None:
        return Group.objects.none()
    is_open = Q(joining=Joining.OPEN, closed_at=None) & _in_the_open(viewer)
    return Group.objects.filter(_in_it(viewer) | is_open | _kept(viewer))


def posts_visible_to(viewer: Viewer) -> PostQuerySet:
    """Posts in groups the viewer reads: not what was hidden or taken back, nor of who is apart from her.

    What somebody apart from her has opened is not there with everything under it.
    """
    return Post.objects.filter(group__in=groups_read_by(viewer)).filter(~said_by(viewer.apart)).filter(
        Q(state=PostState.SHOWN) & (Q(opening=None) | ~Q(opening__state=PostState.HIDDEN))
    )  # fmt: skip


def said_by(apart: Iterable[int]) -> Q:
    """Said by one of these people, or under what one of them opened."""
    ids = list(apart)
    return Q(author__in=ids, author__isnull=False) | Q(opening__author__in=ids, opening__author__isnull=False)


def _in_it(viewer: Viewer) -> Q:
    return Q(Exists(Member.objects.filter(group=OuterRef("pk"), person=viewer.person_id)))


def _invited(viewer: Viewer) -> Q:
    """By somebody who is not apart from the viewer."""
    waiting = Entry.objects.filter(group=OuterRef("pk"), person=viewer.person_id, way=Way.INVITED)
    return Q(Exists(waiting.filter(state=Waiting.WAITING).exclude(by__in=list(viewer.apart), by__isnull=False)))


def _in_the_open(viewer: Viewer) -> Q:
    if not viewer.ties:
        return Q(pk__in=[])
    found = Q(club__in=list(viewer.ties))
    if viewer.club_ids:
        found |= Q(club=None)
    return found & ~Q(joining=Joining.HIDDEN)


def _kept(viewer: Viewer) -> Q:
    """Officers who look after the groups of a club read those they may learn of."""
    clubs = [club.pk for club in viewer.clubs_where(KEEP_GROUPS)]
    return Q(club__in=clubs, closed_at=None) & ~Q(joining=Joining.HIDDEN) if clubs else Q(pk__in=[])


@dataclass(frozen=True)
class Standing:
    """How a viewer stands with a group she may learn of."""

    group: Group
    member: Member | None = None
    invited: Entry | None = None
    asked: Entry | None = None
    is_keeper: bool = False  # looks after the groups of the club
    was_removed: bool = False
    fits: bool = True  # of a group made of the records: the viewer's records say so
    belongs: bool = True  # to the club, or to any for a group of the network
    is_for_her: bool = True  # she finds it without being invited, if it is not hidden

    @property
    def is_in(self) -> bool:
        return self.member is not None

    @property
    def is_closed(self) -> bool:
        return self.group.closed_at is not None

    @property
    def rank(self) -> int:
        return self.member.rank if self.member is not None else -1

    @property
    def reads(self) -> bool:
        is_open = self.group.joining == Joining.OPEN and not self.is_closed and self.is_for_her
        return self.is_in or self.is_keeper or is_open

    @property
    def writes(self) -> bool:
        return self.is_in and not self.is_closed

    @property
    def moderates(self) -> bool:
        return not self.is_closed and (self.rank >= Rank.MODERATOR or self.is_keeper)

    @property
    def leads(self) -> bool:
        return not self.is_closed and (self.rank >= Rank.OFFICER or self.is_keeper)

    @property
    def sees_members(self) -> bool:
        return self.reads

    @property
    def invites(self) -> bool:
        """In an open group each may bring somebody; in the others those who look after it."""
        return self.writes and (self.group.joining == Joining.OPEN or self.moderates)

    @property
    def _may_come(self) -> bool:
        return not self.is_in and not self.is_closed and self.belongs

    @property
    def joins(self) -> bool:
        """At once."""
        free = self.group.joining == Joining.OPEN and self.fits and not self.was_removed
        return self._may_come and (free or self.invited is not None)

    @property
    def asks(self) -> bool:
        by_request = self.group.joining == Joining.REQUEST or (self.group.joining == Joining.OPEN and not self.fits)
        return self._may_come and not self.joins and by_request and self.asked is None and not self.was_removed


def standing(viewer: Viewer, group: Group) -> Standing:
    """Four queries, for a group of the records one more."""
    if viewer.person_id is None:
        return Standing(group, belongs=False, is_for_her=False)
    member = Member.objects.filter(group=group, person=viewer.person_id).first()
    at_the_door = list(Entry.objects.filter(group=group, person=viewer.person_id, state=Waiting.WAITING))
    invited = [one for one in at_the_door if one.way == Way.INVITED and one.by_id not in viewer.apart]
    asked = [one for one in at_the_door if one.way == Way.ASKED]
    return Standing(
        group,
        member=member,
        invited=next(iter(invited), None),
        asked=next(iter(asked), None),
        is_keeper=not group.is_hidden and group.club_id is not None and viewer.can(KEEP_GROUPS, group.club),
        was_removed=member is None and group.removals.filter(person=viewer.person_id).exists(),
        fits=member is not None or fits(viewer.person_id, group),
        belongs=group.club_id in viewer.club_ids if group.club_id is not None else bool(viewer.club_ids),
        is_for_her=group.club_id in viewer.ties if group.club_id is not None else bool(viewer.club_ids),
    )


def fits(person_id: int, group: Group) -> bool:
    """Whether the records of the person say that she is of this class or programme; of any other group everybody is."""
    about = of_records(group)
    return about is None or Affiliation.objects.filter(Q(person=person_id) & about).exists()


def of_records(group: Group) -> Q | None:
    """The affiliations by which people are of a group that was made of the records."""
    if group.kind == Kind.CLASS:
        here = Q(person__memberships__club=group.club_id)
        return here & Q(class_year=group.class_year)
    if group.kind == Kind.PROGRAMME:
        return Q(programme=group.programme_id)
    return None


def may_change(standing: Standing, post: Post, person_id: int | None) -> bool:
    """One's own words, while they stand."""
    return standing.writes and post.author_id == person_id and post.state == PostState.SHOWN and person_id is not None


def may_mark_answer(standing: Standing, opening: Post, person_id: int | None) -> bool:
    """Who asked, or a moderator."""
    return opening.is_question and standing.writes and (
        standing.moderates or (opening.author_id == person_id and person_id is not None)
    )  # fmt: skip
