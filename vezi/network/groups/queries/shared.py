"""Which groups a person is in, and who is in them with her."""

from collections.abc import Iterable

from vezi.network.groups.models import Member


def groups_of(person_id: int | None) -> list[int]:
    """Groups the person is in that were not closed, the latest joined first; one query."""
    if person_id is None:
        return []
    mine = Member.objects.filter(person=person_id, group__closed_at=None).order_by("-joined_at", "-pk")
    return list(mine.values_list("group_id", flat=True))


def shared_with(person_id: int | None, person_ids: Iterable[int]) -> dict[int, list[int]]:
    """Of these people, who shares which groups with the person; who shares none is left out. One query.

    Hidden groups count: who is in one sees the others in it. Whom the person may see at all is not asked here.
    """
    ids = list(person_ids)
    if person_id is None or not ids:
        return {}
    mine = Member.objects.filter(person=person_id, group__closed_at=None).values("group")
    found: dict[int, list[int]] = {}
    both = Member.objects.filter(group__in=mine, person__in=ids).exclude(person=person_id).order_by("group")
    for other_id, group_id in both.values_list("person_id", "group_id"):
        found.setdefault(other_id, []).append(group_id)
    return found
