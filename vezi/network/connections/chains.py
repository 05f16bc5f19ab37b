"""The chain from the reader to a person: “you → Ana → Marko → her”, of people she may see, over ties she may know of.

That two people are connected is told to the reader by one of them: whoever is connected with the reader tells her of her
own connections; anybody else tells where she lets members of her clubs, or the network, see them. A tie of somebody who
keeps her connections to herself is told by nobody (docs/decisions/0013, 0017). Of the best connected only the latest 250
connections count, the reader's as well as the person's.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection

from vezi.core.audience import Audience
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.directory.knowing.standing import KEEPS_TO_HERSELF, MOST_TELLERS, TELLERS
from vezi.network.memberships import queries as memberships
from vezi.network.people.queries import Seen
from vezi.network.people.who import who_of
from vezi.network.ties import queries as ties

MOST_NAMED = 6
NEEDLESS = frozenset({"contacts", "positions", "other_names"})  # of who is only named

#: Connections of the reader who know the person too, the latest first.
TWO_STEPS = f"""{TELLERS}
    select t.other_id from teller t
    where exists (select 1 from ties_connection c where c.person_id = t.other_id and c.other_id = %(person)s)
        and not {KEEPS_TO_HERSELF.format("%(person)s")}
    order by t.since desc, t.other_id
"""  # noqa: S608 - made of constants

#: Of the person's connections those whose tie to her the reader may know of, with how near she stands to each.
#: `near`: whether they share a club; who is in no club of the reader's shows her name to the network or does not.
THREE_STEPS = f"""{TELLERS}, known as materialized (
    select other_id, since from ties_connection
    where person_id = %(person)s and other_id <> %(reader)s and other_id <> all(%(apart)s)
    order by since desc, id desc limit %(most)s
), far as materialized (
    select k.other_id from known k
    join people_person p on p.id = k.other_id
    left join ties_tiechoice choice on choice.person_id = k.other_id
    cross join lateral (
        select bool_or(m.club_id = any(%(clubs)s)) as shared, max(club.default_audience) as usual
        from memberships_membership m join clubs_club club on club.id = m.club_id
        where m.person_id = k.other_id and m.state = 'member'
    ) near
    where p.merged_into_id is null and p.erased_at is null and not p.is_deceased and near.shared is not null
        and coalesce(choice.list_audience, 10) >= 10
        and (%(person_tells)s or choice.list_audience >= case when near.shared then 20 else %(outside)s end)
        and coalesce(p.name_audience, case when near.shared then 20 else near.usual end)
            >= case when near.shared then 20 else %(outside)s end
)
    select t.other_id, next.other_id from teller t cross join lateral (
        select c.other_id from ties_connection c
        where c.person_id = t.other_id and c.other_id = any(array(select other_id from far))
        order by c.other_id limit 1
    ) next
    order by t.since desc, t.other_id limit 1
"""  # noqa: S608


@dataclass(frozen=True)
class Chains:
    """Who may introduce the reader, or where nobody knows both, one chain of two people between them."""

    introducers: list[Who] = field(default_factory=list)
    others: int = 0  # who know both, too, and are not named
    far: list[Who] = field(default_factory=list)


def introducers(reader_id: int, person_id: int, *, apart: frozenset[int] | None = None) -> list[int]:
    """Who may introduce the one to the other, the latest connection first: whoever tells her of knowing both.

    `apart`: whom the reader is kept apart from, where that is at hand.
    """
    with connection.cursor() as cursor:
        cursor.execute(TWO_STEPS, _about(reader_id, person_id, ties.apart_from(reader_id) if apart is None else apart))
        return [number for (number,) in cursor.fetchall()]


def found(viewer: Viewer, seen: Seen) -> Chains | None:
    """None for oneself, for a connection, and where there is no chain; `seen` is the person as the viewer sees her."""
    me, person_id = viewer.person_id, seen.person.pk
    if me is None or seen.reach <= Audience.CONNECTIONS:
        return None
    if direct := introducers(me, person_id, apart=viewer.apart):
        named = _named(viewer, direct[:MOST_NAMED])
        return Chains(introducers=named, others=len(direct) - len(named)) if named else None
    far = _named(viewer, three_steps(viewer, seen))
    return Chains(far=far) if len(far) == 2 else None


def three_steps(viewer: Viewer, seen: Seen) -> list[int]:
    """The two people between, the viewer's connection first; empty where there is no such chain. One or two queries."""
    listed = int(ties.choice_of(seen.person).list_audience or 0)
    if viewer.person_id is None or listed < Audience.CONNECTIONS:
        return []
    about = _about(viewer.person_id, seen.person.pk, viewer.apart) | {
        "clubs": viewer.club_ids,
        "outside": int(Audience.NETWORK if viewer.club_ids else Audience.PUBLIC),
        "person_tells": listed >= seen.reach,
    }
    with connection.cursor() as cursor:
        cursor.execute(THREE_STEPS, about)
        row = cursor.fetchone()
    return list(row) if row else []


def _about(reader_id: int, person_id: int, apart: frozenset[int]) -> dict[str, Any]:
    return {"reader": reader_id, "person": person_id, "apart": list(apart), "most": MOST_TELLERS}


def _named(viewer: Viewer, ids: list[int]) -> list[Who]:
    """In this order, without what they do; who is not seen by name is left out."""
    seen = memberships.named_to(viewer, ids, without=NEEDLESS)
    return [replace(who_of(seen[number]), what="", where="") for number in ids if number in seen]
