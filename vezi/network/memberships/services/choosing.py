"""Choosing people for a deed on all of them, and keeping views of the ledger."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Choice, KeptView
from vezi.network.memberships.queries import choices
from vezi.network.memberships.queries.ledger import Wanted

VIEWS_AT_MOST = 40  # of one officer in one club
LONGEST_ADDRESS = 4_000  # letters


class ViewNameTaken(Refused):
    sentence = _("You keep a segment of this name already.")


class TooManyViews(Refused):
    sentence = _("You keep very many segments. Remove one you do not need.")


class TooMuchAsked(Refused):
    sentence = _("That is too much to be kept. Take some of the filters away.")


@transaction.atomic
def choose(
    *, choice: Choice | None, club: Club, shown: set[int], ticked: set[int], by: Account, now: datetime
) -> Choice | None:
    """Of the people `shown` on a page the `ticked` ones are chosen, the others not; choices of other pages stand.

    None when nobody is chosen any more.
    """
    if choice is None:
        _forget_old(by=by, now=now)
        choice = Choice(club=club, by=by, made_at=now)
    marked = shown & ticked if choice.wanted is None else shown - ticked
    choice.people = sorted(set(choice.people) - shown | marked)
    if choice.wanted is None and not choice.people:
        forget(choice=choice)
        return None
    choice.save()
    return choice


@transaction.atomic
def choose_all(*, club: Club, wanted: Wanted, by: Account, now: datetime) -> Choice:
    """Everybody the filters find, on whatever page."""
    _forget_old(by=by, now=now)
    return Choice.objects.create(club=club, by=by, wanted=asdict(wanted), made_at=now)


def _forget_old(*, by: Account, now: datetime) -> None:
    Choice.objects.filter(by=by, made_at__lte=now - choices.HOLDS).delete()


def forget(*, choice: Choice) -> None:
    if choice.pk is not None:
        choice.delete()


@transaction.atomic
def keep_view(
    *, club: Club, name: str, asked: str, wanted: Wanted, is_shared: bool, by: Account, now: datetime
) -> KeptView:
    """Keep a segment: the people `wanted`, looked at as the address `asked` says.

    Raises ViewNameTaken, TooManyViews, TooMuchAsked.
    """
    if len(asked) > LONGEST_ADDRESS:
        raise TooMuchAsked
    mine = KeptView.objects.filter(club=club, by=by)
    _must_be_free(mine, name)
    if mine.count() >= VIEWS_AT_MOST:
        raise TooManyViews
    return KeptView.objects.create(
        club=club, by=by, name=name.strip(), asked=asked, wanted=asdict(wanted), is_shared=is_shared, kept_at=now
    )


@transaction.atomic
def change_view(*, view: KeptView, name: str, is_shared: bool) -> KeptView:
    """Raises ViewNameTaken."""
    _must_be_free(KeptView.objects.filter(club=view.club_id, by=view.by_id).exclude(pk=view.pk), name)
    view.name, view.is_shared = name.strip(), is_shared
    view.save(update_fields=["name", "is_shared"])
    return view


def remove_view(*, view: KeptView) -> None:
    view.delete()


def _must_be_free(views: QuerySet[KeptView], name: str) -> None:
    if views.filter(name=name.strip()).exists():
        raise ViewNameTaken
