"""Cities by what is being typed: “vienna”, “dunaj”, “gra”."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vezi.core.cities import known
from vezi.core.components.parts import Answer, Answers
from vezi.core.viewer import Viewer
from vezi.network.directory.index.store import NoIndex
from vezi.network.directory.whereabouts import cities

MOST_CITIES = 3
LOOKED_AT = 40  # cities of such a beginning
LEAST_LETTERS = 3


def group(viewer: Viewer, words: str) -> Answers:
    return Answers(_("Cities"), answers(viewer, words))


def answers(viewer: Viewer, words: str) -> list[Answer]:
    """Those with somebody the reader may see, the best known first."""
    said = " ".join(words.split())
    if len(said) < LEAST_LETTERS:
        return []
    begun = known.beginning(said, limit=LOOKED_AT)
    if not begun:
        return []
    try:
        people = cities.everywhere(viewer)
    except NoIndex:
        return []
    return [
        Answer(
            url=reverse("directory:city", kwargs={"number": city.id, "slug": city.slug}),
            title=city.in_full,
            note=ngettext("%(count)s person", "%(count)s people", people[city]) % {"count": people[city]},
            icon="map-pin",
        )
        for city in begun
        if city in people
    ][:MOST_CITIES]
