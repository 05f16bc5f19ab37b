"""One's own messages found by their words, folded as the house folds them.

PostgreSQL keeps the words of each message beside it. Among them stand some that nobody can type: the conversation, and
those who were in it as it was said. “These words, said to me” is so one look into one index, however much is said by
others. Who was let read what was said before she came looks for that conversation by its own mark.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from vezi.core.viewer import Viewer
from vezi.core.wording.searched import stem, words_of
from vezi.network.messages.access import messages_visible_to
from vezi.network.messages.models import Message, Seat
from vezi.network.people.models import Person

FOUND_AT_MOST, LOOKED_AT = 100, 1_000
MOST_WORDS = 8

WRITE_DOWN = """
update conversations_message set search = to_tsvector('simple', %(text)s) || array_to_tsvector(%(marks)s::text[])
where id = %(id)s
"""
FIND = """
select id from conversations_message where search @@ %(query)s::tsquery order by id desc limit %(most)s
"""


def write_down(message: Message) -> None:
    """Keep the words of a message for the search, and to whom they were said."""
    reads_it = Q(until_id__isnull=True) | Q(until_id__gte=message.pk)
    seats = Seat.objects.filter(reads_it, conversation=message.conversation_id)
    people = seats.values_list("person_id", flat=True)
    marks = [_of_conversation(message.conversation_id), *map(_of_person, people)]
    names = message.attachments.values_list("name", flat=True)
    told = " ".join(words_of(" ".join([message.text, *names])))
    with connection.cursor() as cursor:
        cursor.execute(WRITE_DOWN, {"text": told, "marks": marks, "id": message.pk})


def find(viewer: Viewer, words: str) -> list[Message]:
    """What the viewer may read that holds all the words, the latest first; at most 100."""
    asked = list(dict.fromkeys(words_of(words[:200])))[:MOST_WORDS]
    if not asked or viewer.person_id is None:
        return []
    parts = [f"'{stem(word)}':*" for word in asked]
    with connection.cursor() as cursor:
        cursor.execute(FIND, {"query": " & ".join([*parts, _mine(viewer.person_id)]), "most": LOOKED_AT})
        found = [number for (number,) in cursor.fetchall()]
    seen = messages_visible_to(viewer).said().filter(pk__in=found).select_related("conversation", "author")
    return list(seen.order_by("-pk")[:FOUND_AT_MOST])


def _mine(person_id: int) -> str:
    """Said to her, by whatever record she was then; or in a conversation whose past she was let read."""
    records = [person_id, *Person.objects.filter(merged_into=person_id).values_list("pk", flat=True)]
    shown = Seat.objects.filter(person=person_id, reads_past=True).values_list("conversation_id", flat=True)
    marks = [*map(_of_person, records), *map(_of_conversation, shown)]
    return "(" + " | ".join(f"'{mark}'" for mark in marks) + ")"


def _of_person(person_id: int) -> str:
    return f"!p{person_id}"


def _of_conversation(conversation_id: int) -> str:
    return f"!c{conversation_id}"


def saying_any(names: Iterable[str]) -> Q:
    """Messages that hold all words of one of these names."""
    found = Q(pk__in=[])
    for name in names:
        if words := words_of(name):
            query = " & ".join(f"'{word}'" for word in words)
            found |= Q(pk__in=RawSQL("select id from conversations_message where search @@ %s::tsquery", (query,)))
    return found
