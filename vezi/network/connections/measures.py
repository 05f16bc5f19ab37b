"""Who has been introduced to whom."""

from collections.abc import Collection

from vezi.network.connections.models import Introduction
from vezi.network.ties import introductions


@introductions.knows
def passed_on(person_id: int, other_ids: Collection[int]) -> set[int]:
    """By who knows both; whatever became of it. Those who asked are introduced to the third, and the other way about."""
    told = Introduction.objects.filter(passed_on_at__isnull=False)
    to_her = told.filter(third=person_id, asker__in=other_ids).values_list("asker_id", flat=True)
    by_her = told.filter(asker=person_id, third__in=other_ids).values_list("third_id", flat=True)
    return {*to_her.union(by_her)}
