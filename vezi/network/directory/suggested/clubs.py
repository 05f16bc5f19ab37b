"""Clubs by what is being typed. They are public."""

from django.urls import reverse

from vezi.core.components.parts import Answer
from vezi.network.clubs.models import Club
from vezi.network.directory import access
from vezi.network.directory.index import store
from vezi.network.directory.index.remembered import Remembered
from vezi.network.directory.index.store import NoIndex
from vezi.network.directory.index.words import words as words_of
from vezi.network.directory.suggested.named import Named, fitting

MOST = 3


_named: Remembered[list[Named[Club]]] = Remembered(1)


def answers(words: str) -> list[Answer]:
    """Those in whose names every word begins one."""
    said = words_of(words)
    found = fitting(said, named()) if said else []
    return [
        Answer(
            url=reverse("clubs:club_page", kwargs={"club": club.slug}), title=str(club), note=club.city, icon="landmark"
        )
        for club in found[:MOST]
    ]


def named() -> list[Named[Club]]:
    """All clubs: some hundreds at most, read once for each commit of the index, or each time while there is none."""
    try:
        return _named.answer(store.reader(), "", all_named)
    except NoIndex:
        return all_named()


def all_named() -> list[Named[Club]]:
    return [
        Named(club, words_of(" ".join((club.name, club.short_name, *club.names.values()))))
        for club in access.clubs_named()
    ]
