"""Clubs and institutions for tests."""

from datetime import UTC, datetime
from itertools import count

from vezi.network.clubs import services
from vezi.network.clubs.models import Club, Institution, InstitutionKind

_numbers = count(1)
NOW = datetime(2024, 4, 18, 9, 0, tzinfo=UTC)


def make_institution(name: str = "", **facts) -> Institution:
    return services.institution_named(name or f"University {next(_numbers)}", kind=InstitutionKind.UNIVERSITY, **facts)


def make_club(slug: str = "", **facts) -> Club:
    slug = slug or f"club-{next(_numbers)}"
    facts = {"name": f"Club {slug}", "institution": facts.pop("institution", None) or make_institution(), **facts}
    return services.found_club(slug=slug, by=None, now=facts.pop("now", NOW), **facts)
