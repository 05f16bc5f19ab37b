"""Institutions and programmes kept in memory: few, and on every row of every page.

A `KnownPlaces` belongs to one commit of the index. Whatever changes a place changes the index, so what is kept is as old as
the page's other words at most.
"""

from collections.abc import Iterable

from vezi.network.clubs.models import Institution, Programme
from vezi.network.people.models import Affiliation

Place = Institution | Programme


class KnownPlaces:
    """Each place as it was read the first time; those not known yet are read in one query a kind."""

    def __init__(self) -> None:
        self._known: dict[type[Place], dict[int, Place]] = {Institution: {}, Programme: {}}
        self._by_public_id: dict[str, Place] = {}

    def stand_at(self, affiliations: Iterable[Affiliation]) -> None:
        """Gives each affiliation its programme, and its institution with those above it."""
        affiliations = list(affiliations)
        programmes = self._of(Programme, {one.programme_id for one in affiliations})
        institutions = self._of(Institution, {one.institution_id for one in affiliations})
        for one in affiliations:
            # Past Django's check of what is given, whose types it has.
            one._state.fields_cache["programme"] = programmes.get(one.programme_id or 0)
            one._state.fields_cache["institution"] = institutions.get(one.institution_id or 0)

    def names(self, kind: type[Place], public_ids: Iterable[str]) -> dict[str, str]:
        """Names in the language of the page; a place that is no more has none."""
        wanted = list(public_ids)
        if lacking := [one for one in wanted if one not in self._by_public_id]:
            self._keep(kind, public_id__in=lacking)
        return {one: str(self._by_public_id[one]) for one in wanted if one in self._by_public_id}

    def _of(self, kind: type[Place], numbers: set[int | None]) -> dict[int, Place]:
        known = self._known[kind]
        if lacking := [number for number in numbers if number and number not in known]:
            self._keep(kind, pk__in=lacking)
        return known

    def _keep(self, kind: type[Place], **asked: object) -> None:
        above = ["parent__parent__parent"] if kind is Institution else []
        for place in kind._default_manager.filter(**asked).select_related(*above):
            self._known[kind][place.pk] = place
            self._by_public_id[place.public_id] = place
