"""Cities by what is being typed: “vienna”, “dunaj”, “gra”."""

from django.urls import reverse

from vezi.core.cities import known
from vezi.core.components.parts import Answer
from vezi.core.viewer import Viewer
from vezi.network.directory.suggested.counted import people_said
from vezi.network.directory.whereabouts import cities

MOST_CITIES = 3
LOOKED_AT = 15  # cities of such a beginning
LEAST_LETTERS = 3


def answers(viewer: Viewer, words: str) -> list[Answer]:
    """Those with somebody the reader may see, the best known first. Raises NoIndex."""
    said = " ".join(words.split())
    if len(said) < LEAST_LETTERS:
        return []
    found = cities.with_people(viewer, known.beginning(said, limit=LOOKED_AT), most=MOST_CITIES)
    return [
        Answer(
            url=reverse("directory:city", kwargs={"number": city.id, "slug": city.slug}),
            title=city.in_full,
            note=people_said(people),
            icon="map-pin",
        )
        for city, people in found
    ]
