"""Questions about clubs."""

from django.utils.translation import get_language

from vezi.core import collation
from vezi.network.clubs.models import Club, Institution


def in_order() -> list[Club]:
    """All clubs, by name as the reader's language sorts."""
    language = get_language() or "en"
    clubs = Club.objects.select_related("institution")
    return sorted(clubs, key=lambda club: collation.key(str(club), language))


def common_root(clubs: list[Club]) -> Institution | None:
    """The one university all clubs belong to, if they do; one query more than there are levels."""
    above = {institution.pk: institution for institution in Institution.objects.all()} if len(clubs) else {}

    def root(institution: Institution) -> Institution:
        return root(above[institution.parent_id]) if institution.parent_id else institution

    roots = {root(above[club.institution_id]) for club in clubs}
    return roots.pop() if len(roots) == 1 else None
