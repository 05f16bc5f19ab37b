"""Which notices stand in somebody's list."""

from collections.abc import Collection

from django.db.models import F, Q, QuerySet

from vezi.network.notices.models import Notice


def shown_to(person_id: int, *, apart: Collection[int]) -> QuerySet[Notice]:
    """One's own; nothing of who blocked the person or was blocked by her (`apart`), nor of her own doing."""
    return Notice.objects.filter(person=person_id).exclude(Q(by__in=list(apart)) | Q(by=F("person")))


def new_to(person_id: int, *, apart: Collection[int]) -> QuerySet[Notice]:
    """Neither read nor settled elsewhere."""
    return shown_to(person_id, apart=apart).filter(read_at__isnull=True, settled_at__isnull=True)
