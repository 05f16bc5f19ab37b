"""Questions that differ from reader to reader by values alone, put into SQL once.

    @kept.question
    def waiting(viewer: Viewer, now: datetime) -> list[QuerySet]:
        return [Claim.objects.filter(person=viewer.person, until__gt=now)]

To build a queryset and to make SQL of it takes Django longer than the database takes to answer, on a page of twenty
questions. So a question is asked once with marks in the place of values, and after that the values of each reader are
put where the marks came out. What is kept is kept by the shape of the values: how many clubs and with which rights, how
many people kept apart, what is empty. The marks of people and clubs know their number and nothing else; who reads more
of them fails at once, and a question that a mark did not pass through unchanged is asked anew each time.

In tests (`is_checked`) each is held against what it would have been if it were not kept.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from operator import add
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

from vezi.core.together import Filled, Form
from vezi.core.viewer import Viewer

MOST = 400  # shapes
is_checked = False

FIRST_NUMBER, FIRST_YEAR, YEARS = 2**61, 5000, 10
NEAR = timedelta(days=365 * 4)
LETTER = "\ue000"

Asks = Callable[..., "Sequence[QuerySet[Any, Any]]"]


class NotKept(Exception):
    """A mark came out as something else."""


def question(asks: Asks) -> "Kept":
    return Kept(asks)


class Kept:
    """Asked with the same kinds of values each time: numbers, words, moments, records, lists of these, a viewer."""

    def __init__(self, asks: Asks) -> None:
        self.asks = asks
        self._forms: dict[tuple[object, ...], list[_Marked] | None] = {}

    def __call__(self, *given: Any) -> "Sequence[QuerySet[Any, Any] | Filled]":
        walk = _Walk(marks=False)
        for one in given:
            walk.taken(one)
        shape = tuple(walk.shape)
        try:
            forms = self._forms[shape]
        except KeyError:
            if len(self._forms) >= MOST:
                self._forms.clear()
            forms = self._forms[shape] = self._marked(given)
        if forms is None:
            return self.asks(*given)
        found = [form.filled(walk.values) for form in forms]
        if is_checked:
            self._check(found, given)
        return found

    def _marked(self, given: Sequence[Any]) -> "list[_Marked] | None":
        walk = _Walk(marks=True)
        marks = [walk.taken(one) for one in given]
        try:
            found = [_Marked.of(one) for one in self.asks(*marks)]
        except NotKept:
            return None
        if all(one.form.sql for one in found):
            return found
        # Nothing is found of nothing, say in a list of no clubs; a mark may be the reason as well.
        plain = [Form.of(one) for one in self.asks(*given)]
        return found if [bool(one.form.sql) for one in found] == [bool(one.sql) for one in plain] else None

    def _check(self, found: list[Filled], given: Sequence[Any]) -> None:
        for one, asked in zip(found, self.asks(*given), strict=True):
            plain = Form.of(asked)
            assert one.form.sql == plain.sql, f"{self.asks.__qualname__} is not the same question for all:\n{plain.sql}"
            ours, theirs = sorted(map(repr, one.params)), sorted(map(repr, plain.params))
            assert ours == theirs, f"{self.asks.__qualname__} has other values: {ours}, {theirs}"


class _Walk:
    """Goes through values in a certain order: what their shape is, what they are, and the same with marks in their place."""

    def __init__(self, *, marks: bool) -> None:
        self.marks = marks
        self.shape: list[object] = []
        self.values: list[Any] = []

    def taken(self, one: Any) -> Any:
        if isinstance(one, Viewer):
            return self._viewer(one)
        if isinstance(one, Model):
            return self._record(one)
        if isinstance(one, (list, tuple, set, frozenset)):
            some = sorted(one) if isinstance(one, (set, frozenset)) else one
            self.shape.append((type(one), len(some)))
            return type(one)([self.taken(each) for each in some])
        if is_dataclass(one) and not isinstance(one, type):
            self.shape.append(type(one))
            return type(one)(**{field.name: self.taken(getattr(one, field.name)) for field in fields(one)})
        if one is None or isinstance(one, bool) or not one:
            self.shape.append(("is", type(one), repr(one)))
            return one
        self.shape.append(type(one))
        self.values.append(one)
        return self._mark(one) if self.marks else one

    def _mark(self, one: Any) -> Any:
        place = len(self.values) - 1
        if isinstance(one, datetime):
            return datetime(FIRST_YEAR + place * YEARS, 6, 1, tzinfo=UTC)
        if isinstance(one, int):
            return FIRST_NUMBER + place
        if isinstance(one, str):
            return f"{LETTER}{place}{LETTER}"
        raise TypeError(f"A question is not kept by {type(one).__name__}.")

    def _viewer(self, viewer: Viewer) -> Viewer | None:
        account, person = self._record(viewer.account), self._record(viewer.person)
        ties = {}
        self.shape.append(("viewer", len(viewer.ties)))
        for tie in viewer.ties.values():
            self.shape.append((tie.is_member, tie.capabilities, tie.roles))
            club = self._record(tie.club)
            if self.marks:
                ties[club.pk] = type(tie)(club, tie.is_member, tie.capabilities, tie.roles)
        apart = self.taken(frozenset(viewer.apart))
        return Viewer(account, person, ties, _Refusing(), apart) if self.marks else None

    def _record(self, one: Model | None) -> Any:
        if one is None or one.pk is None:
            self.shape.append(None)
            return None
        model = one._meta.model  # the account of a request is wrapped
        self.shape.append(model)
        number = self.taken(one.pk)
        return model.from_db(connection.alias, [model._meta.pk.attname], [number]) if self.marks else None


class _Refusing:
    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"A kept question does not depend on the club of the page ({name}).")


@dataclass(frozen=True)
class _Marked:
    """A question with the places where values go."""

    form: Form
    places: list[tuple[int | None, Any]]  # which value, and what is made of it; or None, and what stands there always
    numbers: "_Marked | None"

    @classmethod
    def of(cls, question: "QuerySet[Any, Any]") -> "_Marked":
        form = Form.of(question)
        by_number = cls.of(question.values_list("pk", flat=True)) if form.is_of_records else None
        return cls(form, list(_places(form.params)), by_number)

    def filled(self, values: Sequence[Any]) -> Filled:
        params = [
            made if place is None else values[place] if made is None else made(values[place])
            for place, made in self.places
        ]
        return Filled(self.form, params, self.numbers.filled(values) if self.numbers is not None else None)


def _places(params: Sequence[Any]) -> Iterator[tuple[int | None, Any]]:
    for param in params:
        if isinstance(param, datetime):
            place, year = divmod(param.year - FIRST_YEAR + YEARS // 2, YEARS)
            if param.year < FIRST_YEAR - YEARS:
                raise NotKept  # a moment of its own: perhaps that of asking
            added = param - datetime(FIRST_YEAR + place * YEARS, 6, 1, tzinfo=UTC)
            if abs(added) > NEAR:
                raise NotKept(year)
            yield place, partial(add, added) if added else None
        elif isinstance(param, bool):
            yield None, param
        elif isinstance(param, int):
            of = type(param)  # the size of the column may be said
            yield (int(param) - FIRST_NUMBER, of if of is not int else None) if param >= FIRST_NUMBER else (None, param)
        elif isinstance(param, str) and LETTER in param:
            if not (param.startswith(LETTER) and param.endswith(LETTER) and param.count(LETTER) == 2):
                raise NotKept
            yield int(param.strip(LETTER)), None
        elif isinstance(param, str):
            yield None, param
        else:
            raise NotKept
