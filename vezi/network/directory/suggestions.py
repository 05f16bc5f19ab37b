"""Answers while one types: people first, then the places where they gather, then pages of the house."""

from collections.abc import Callable
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from vezi.core.components.parts import Answer, Answers
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.directory import access, queries
from vezi.network.directory.classes import typed
from vezi.network.directory.filters import Filters
from vezi.network.directory.index.store import NoIndex
from vezi.network.directory.index.words import each_begins_one
from vezi.network.directory.index.words import words as words_of
from vezi.network.directory.suggested import employers, institutions, pages
from vezi.network.directory.whereabouts import typed as cities

MOST_PEOPLE, MOST_CLUBS = 6, 3


def suggestions(*, viewer: Viewer, words: str) -> list[Answers]:
    return [
        Answers(_("People"), people(viewer, words)),
        Answers(_("Classes"), of_index(typed.answers, viewer, words)),
        Answers(_("Clubs"), clubs(words)),
        Answers(_("Cities"), of_index(cities.answers, viewer, words)),
        Answers(_("Faculties and programmes"), of_index(institutions.answers, viewer, words)),
        Answers(_("Employers"), of_index(employers.answers, viewer, words)),
        Answers(_("Pages"), pages.answers(viewer, words)),
    ]


def people(viewer: Viewer, words: str) -> list[Answer]:
    """From everywhere the viewer may look; a record that nobody took up has no page to lead to."""
    everywhere = Filters(is_everywhere=True)
    try:
        found = queries.search(
            viewer=viewer, words=words, filters=everywhere, per_page=MOST_PEOPLE, with_facets=False
        )  # fmt: skip
    except NoIndex:
        found = queries.by_name_alone(viewer=viewer, words=words, filters=everywhere, limit=MOST_PEOPLE)
    plain = [(row, row.as_json) for row in found.results if row.who.url]
    return [
        Answer(
            url=row.who.url,
            who=replace(row.who, what=str(said["what"]), where=str(said["where"])),
            # Why somebody was found comes first: the line is cut where it ends.
            note=" · ".join(str(said[part]) for part in ("found", "what", "where") if said[part]),
            aside=row.who.tie,
        )
        for row, said in plain
    ]


def of_index(answers: Callable[[Viewer, str], list[Answer]], viewer: Viewer, words: str) -> list[Answer]:
    """None while there is no index."""
    try:
        return answers(viewer, words)
    except NoIndex:
        return []


def clubs(words: str) -> list[Answer]:
    """Clubs are public: those in whose names every word begins one."""
    wanted = words_of(words)
    found = [club for club in access.clubs_named() if wanted and each_begins_one(wanted, names_of(club))]
    return [
        Answer(
            url=reverse("clubs:club_page", kwargs={"club": club.slug}), title=str(club), note=club.city, icon="landmark"
        )
        for club in found[:MOST_CLUBS]
    ]


def names_of(club: Club) -> tuple[str, ...]:
    return words_of(" ".join((club.name, club.short_name, *club.names.values())))
