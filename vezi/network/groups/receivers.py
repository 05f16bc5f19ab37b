"""Who leaves a club leaves its groups; who is erased, all of them. What two records wrote becomes one person's.
After a registrar's file there are other classes than before."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vezi.core import jobs
from vezi.core.errors import Refused, Words
from vezi.core.mail import inbound
from vezi.core.pictures import NoPicture, Redrawn, redraw
from vezi.network.clubs.models import Club
from vezi.network.groups import access, services
from vezi.network.memberships import signals as memberships
from vezi.network.memberships.access import viewer_of
from vezi.network.memberships.models import Membership
from vezi.network.people import signals as people
from vezi.network.people.erasing import Traces
from vezi.network.people.models import Merge, Person


@receiver(memberships.books_changed)
def classes_of_the_club(club: Club, **_rest: Any) -> None:
    jobs.ask_for("vezi.network.groups.tasks.gather_groups_of", club_id=club.pk)


@receiver(memberships.membership_ended)
def out_of_the_clubs_groups(membership: Membership, now: datetime, **_rest: Any) -> None:
    services.end_with_club(person=membership.person, club=membership.club, now=now)


@receiver(people.person_erasing)
def words_without_a_name(traces: Traces, now: datetime, **_rest: Any) -> None:
    services.forget(traces=traces, now=now)


@receiver(people.person_merged)
def one_member(merge: Merge, now: datetime, **_rest: Any) -> None:
    services.follow_merge(merge=merge, now=now)


@receiver(people.merge_undone)
def two_members(merge: Merge, now: datetime, **_rest: Any) -> None:
    services.unfollow_merge(merge=merge, now=now)


class DiscussionIsGone(Refused):
    sentence = gettext_lazy(
        "The discussion that you answered is not there any more, or you are no longer in its group."
    )


def redrawn(files: Iterable[inbound.Enclosed]) -> tuple[list[Redrawn], list[str]]:
    """Pictures as they are kept; the names of what is left out."""
    pictures, left_out = list[Redrawn](), list[str]()
    for one in files:
        try:
            if not one.is_picture or len(pictures) == services.MOST_PICTURES:
                raise NoPicture
            pictures.append(redraw(BytesIO(one.content), size=len(one.content)))
        except NoPicture:
            left_out.append(one.name or "?")
    return pictures, left_out


@inbound.answers("groups")
def answer_by_mail(answer: inbound.Answer) -> Words | None:
    """What stands under the discussion on its page, said by mail."""
    person = Person.objects.select_related("account").get(pk=answer.person_id)
    viewer = viewer_of(person.account, today=timezone.localdate(answer.now))
    opening = access.posts_visible_to(viewer).filter(opening=None, public_id=answer.thing).first()
    if opening is None:
        raise DiscussionIsGone
    pictures, left_out = redrawn(answer.files)
    said = services.Said(text=answer.text, pictures=pictures)
    services.answer(opening=opening, said=said, viewer=viewer, now=answer.now)
    return _("These files did not come along: %(names)s.") % {"names": ", ".join(left_out)} if left_out else None
