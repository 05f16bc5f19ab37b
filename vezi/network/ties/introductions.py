"""Who has been introduced to whom, either way: asked here, known to an area above, which registers its answer.

@introductions.knows
def passed_on(person_id, other_ids): ...   # -> numbers of those of the others who were introduced to the person
"""

from collections.abc import Callable, Collection, Iterable

Answer = Callable[[int, Collection[int]], Iterable[int]]
_answers: list[Answer] = []


def knows(answer: Answer) -> Answer:
    _answers.append(answer)
    return answer


def forget(answer: Answer) -> None:
    _answers.remove(answer)


def introduced_to(person_id: int, other_ids: Iterable[int]) -> set[int]:
    """Those of the others with whom somebody who knows both has brought the person together; a query for each who knows."""
    others = set(other_ids)
    return {number for answer in _answers for number in answer(person_id, others)} & others
