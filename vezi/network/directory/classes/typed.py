"""Classes by what is being typed: “1999”, “class of ’99”, “1999 economics”."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vezi.core.components.parts import Answer
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club, Programme
from vezi.network.directory.classes.places import Below, ClassOf
from vezi.network.directory.classes.queries import how_many
from vezi.network.directory.index import store
from vezi.network.directory.index.matching import Word
from vezi.network.directory.index.soundness import answered
from vezi.network.directory.index.words import each_begins_one, spellings
from vezi.network.directory.index.words import words as words_of
from vezi.network.directory.scopes import everywhere

MOST_CLASSES = 3
YEARS_AHEAD = 6  # students know the class they will be of
#: What one may say before a year, in the languages of the house, folded.
CLASS_WORDS = frozenset({"class", "classes", "letnik", "letniki", "letnika", "generacija"})
SMALL_WORDS = frozenset({"of", "the", "in", "na"})


@answered
def answers(viewer: Viewer, words: str) -> list[Answer]:
    """Of the clubs the viewer is in, the classes of these years with somebody she may see; all classes for no year.

    Further words name the institution, the club, or a programme, each by its beginning. Raises NoIndex.
    """
    said = words_of(words)
    years = sorted({year for one in said for year in Word(one).years}, reverse=True)
    listed = [year for year in years if year <= timezone.localdate().year + YEARS_AHEAD]
    others = [one for one in said if one not in CLASS_WORDS | SMALL_WORDS and not Word(one).years]
    if not years:
        return _walls(viewer, others) if CLASS_WORDS & set(said) else []
    found = (of for club in viewer.clubs for of in _classes(club, listed, others))
    opened, scope = store.reader(), everywhere(viewer)
    seen = [of for of in found if how_many(opened, scope, of.place.public_id, of.year)]
    return [
        Answer(url=of.url, title=_("Class of %(year)s") % {"year": of.year}, note=str(of.place), icon="graduation-cap")
        for of in seen[:MOST_CLASSES]
    ]


def _classes(club: Club, years: list[int], others: Sequence[str]) -> Iterator[ClassOf]:
    if fits(others, _names(club)):
        yield from (ClassOf(club, year) for year in years)
    if others and years:
        programmes = Programme.objects.filter(institution_id__in=Below(club.institution).ids).order_by("folded", "pk")
        fitting = [one for one in programmes if fits(others, [one.name, *one.names.values()])]
        yield from (ClassOf(club, year, one) for year in years for one in fitting)


def _walls(viewer: Viewer, others: Sequence[str]) -> list[Answer]:
    return [
        Answer(
            url=reverse("directory:class_wall", kwargs={"club": club.slug}),
            title=_("All classes"), note=str(club), icon="graduation-cap",
        )
        for club in viewer.clubs
        if fits(others, _names(club))
    ][:MOST_CLASSES]  # fmt: skip


def _names(club: Club) -> list[str]:
    place = club.institution
    return [club.name, club.short_name, *club.names.values(), place.name, *place.names.values()]


def fits(words: Sequence[str], names: Sequence[str]) -> bool:
    """Whether every word begins a word of the names."""
    return each_begins_one(words, spellings(" ".join(names)))
