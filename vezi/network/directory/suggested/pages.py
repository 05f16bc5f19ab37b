"""Pages of the house by what is being typed: those the menus lead the viewer to."""

from vezi.core import context
from vezi.core.components.parts import Answer
from vezi.core.viewer import Viewer
from vezi.network.directory.index.words import each_begins_one, spellings
from vezi.network.directory.index.words import words as words_of

MOST = 2
LEAST_LETTERS = 2


def answers(viewer: Viewer, words: str) -> list[Answer]:
    """Those in whose title every word begins one, in the language of the page."""
    said = words_of(words)
    if not any(len(word) >= LEAST_LETTERS for word in said):
        return []
    found: dict[str, Answer] = {}
    for page in context.pages(viewer):
        if each_begins_one(said, spellings(f"{page.title} {page.within}")):
            found.setdefault(page.url, Answer(url=page.url, title=page.title, note=page.within, icon="panel-top"))
    return list(found.values())[:MOST]
