"""Answers while one types: people first, then the places where they gather, then pages of the house."""

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _

from vezi.core.components.parts import Answer, Answers
from vezi.core.viewer import Viewer
from vezi.network.directory import queries
from vezi.network.directory.classes import typed
from vezi.network.directory.filters import Filters
from vezi.network.directory.index.store import NoIndex
from vezi.network.directory.suggested import circles, clubs, employers, institutions, pages
from vezi.network.directory.whereabouts import typed as cities

MOST_PEOPLE = 6


def suggestions(*, viewer: Viewer, words: str) -> list[Answers]:
    return [
        Answers(_("People"), people(viewer, words)),
        Answers(_("Classes"), of_index(typed.answers, viewer, words)),
        Answers(_("Clubs"), clubs.answers(words)),
        Answers(_("Groups"), circles.answers(viewer, words)),
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
