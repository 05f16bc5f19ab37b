"""How people stand to somebody who would like to write to them. A fixed number of queries for however many."""

from collections.abc import Iterable
from dataclasses import dataclass

from vezi.network.memberships.access import clubs_of
from vezi.network.messages.models import Writers, WritingChoice
from vezi.network.ties import introductions
from vezi.network.ties.models import Connection
from vezi.network.ties.queries import apart_from


@dataclass(frozen=True)
class Nearness:
    """`may`: begin a conversation with her; `is_stranger`: neither connected nor introduced, she is asked first."""

    may: bool = False
    is_stranger: bool = True


def nearness(writer_id: int, person_ids: Iterable[int]) -> dict[int, Nearness]:
    ids = set(person_ids) - {writer_id}
    connected = set(Connection.objects.filter(person=writer_id, other__in=ids).values_list("other_id", flat=True))
    introduced = introductions.introduced_to(writer_id, ids - connected)
    chosen = dict(WritingChoice.objects.filter(person__in=ids).values_list("person_id", "writers"))
    clubs, apart = clubs_of([*ids, writer_id]), apart_from(writer_id)
    near = {
        one: _may(chosen.get(one, Writers.NETWORK), is_connected=one in connected, is_introduced=one in introduced,
                  shares_a_club=bool(clubs[one].keys() & clubs[writer_id].keys()))
        for one in ids
    }  # fmt: skip
    return {
        one: Nearness(near[one] and one not in apart, is_stranger=one not in connected and one not in introduced)
        for one in ids
    }


def _may(writers: str, *, is_connected: bool, is_introduced: bool, shares_a_club: bool) -> bool:
    match writers:
        case Writers.ONLY_CONNECTIONS:
            return is_connected
        case Writers.CONNECTIONS:
            return is_connected or is_introduced
        case Writers.CLUBS:
            return is_connected or is_introduced or shares_a_club
        case _:
            return True


def choice_of(person_id: int) -> WritingChoice:
    """What the person chose, or what holds for who chose nothing."""
    return WritingChoice.objects.filter(person=person_id).first() or WritingChoice(person_id=person_id)
