"""Who leaves a club leaves its groups; who is erased, all of them. What two records wrote becomes one person's.
After a registrar's file there are other classes than before."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vezi.core import jobs
from vezi.core.errors import Refused, Words
from vezi.core.mail import inbound
from vezi.network.clubs.models import Club
from vezi.network.groups import access, services
from vezi.network.groups.queries import lettered
from vezi.network.memberships import signals as memberships
from vezi.network.memberships.access import viewer_of
from vezi.network.memberships.models import Membership
from vezi.network.notices import letters
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


letters.says("groups.post", "groups.answer", "groups.mention")(lettered.words_of_posts)


class DiscussionIsGone(Refused):
    sentence = _("The discussion that you answered is not there any more, or you are no longer in its group.")


@inbound.answers("groups")
def answer_by_mail(answer: inbound.Answer) -> Words | None:
    """What stands under the discussion on its page, said by mail."""
    person = Person.objects.select_related("account").get(pk=answer.person_id)
    viewer = viewer_of(person.account, today=timezone.localdate(answer.now))
    opening = access.posts_visible_to(viewer).filter(opening=None, public_id=answer.thing).first()
    if opening is None:
        raise DiscussionIsGone
    files, left_out = answer.enclosed()
    services.answer(opening=opening, said=services.Said(text=answer.text, files=files), viewer=viewer, now=answer.now)
    return left_out
