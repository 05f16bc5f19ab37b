"""Which column means what, kept from one file to the next."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from vezi.network.registrar.reading.fields import FIELDS, REPEATABLE, SOURCE_ONLY
from vezi.network.registrar.reading.problems import REJECTED, WARNING, Problem
from vezi.network.registrar.reading.values import dates
from vezi.network.registrar.reading.vocabulary import plain

FROM_COLUMN, FROM_GRADUATION, FROM_LAST_YEAR, NO_RULE = "column", "graduated_on", "ended_year", "none"
CLASS_YEAR_RULES = (FROM_COLUMN, FROM_GRADUATION, FROM_LAST_YEAR, NO_RULE)
NAME_FIELDS = ("family", "given", "full_name_given_first", "full_name_family_first")


@dataclass(frozen=True, slots=True)
class ColumnUse:
    column: str  # its name as in `Sheet.columns`
    field: str = SOURCE_ONLY
    date_order: str = dates.DAY_FIRST  # for dates alone
    mends_capitals: bool = False  # for names alone


@dataclass(frozen=True, slots=True)
class Mapping:
    columns: tuple[ColumnUse, ...]
    constants: dict[str, Any] = field(default_factory=dict)  # field → value for rows without one
    region: str = "SI"  # the country of telephone numbers without a country code
    class_year_rule: str = FROM_COLUMN

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(use.column for use in self.columns)

    def use_of(self, column: str) -> ColumnUse:
        return next((use for use in self.columns if use.column == column), ColumnUse(column))

    def column_of(self, field_name: str) -> str | None:
        return next((use.column for use in self.columns if use.field == field_name), None)

    def with_use(self, column: str, **changes: Any) -> "Mapping":
        """The mapping after the officer has changed one column: `with_use("Ime", field="given")`."""
        uses = tuple(replace(use, **changes) if use.column == column else use for use in self.columns)
        return replace(self, columns=uses)

    def problems(self, columns: Iterable[str]) -> list[Problem]:
        """What keeps a sheet with these columns from being read so; rejected means it cannot be."""
        present = set(columns)
        found = [
            Problem("mapping_column_missing", WARNING, column=use.column, params={"field": use.field})
            for use in self.columns
            if use.column not in present and use.field not in REPEATABLE
        ]
        used = [use.field for use in self.columns if use.column in present and use.field not in REPEATABLE]
        counted = Counter(used)
        for name, count in counted.items():
            if count > 1:
                found.append(Problem("mapping_field_twice", REJECTED, params={"field": name}))
            if name not in FIELDS:
                found.append(Problem("mapping_field_unknown", REJECTED, params={"field": name}))
        if not any(counted[name] for name in NAME_FIELDS):
            found.append(Problem("mapping_without_name", REJECTED))
        return found

    def as_json(self) -> dict[str, Any]:
        return {
            "columns": [
                {"column": u.column, "field": u.field, "date_order": u.date_order, "mends_capitals": u.mends_capitals}
                for u in self.columns
            ],
            "constants": self.constants,
            "region": self.region,
            "class_year_rule": self.class_year_rule,
            "fingerprint": self.fingerprint,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Mapping":
        return cls(
            columns=tuple(ColumnUse(**use) for use in kept["columns"]),
            constants=dict(kept.get("constants", {})),
            region=kept.get("region", "SI"),
            class_year_rule=kept.get("class_year_rule", FROM_COLUMN),
        )

    def fits(self, columns: Iterable[str]) -> bool:
        """Whether this is the mapping of a file with these columns, in whatever order."""
        return self.fingerprint == fingerprint_of(columns)

    def likeness(self, columns: Iterable[str]) -> float:
        """How many columns the two have in common, of all there are; 1 if the same."""
        mine, theirs = {plain(use.column) for use in self.columns}, {plain(column) for column in columns}
        return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0

    def adapted_to(self, columns: Iterable[str]) -> "Mapping":
        """The mapping for a file whose columns are written a little differently or stand in another order."""
        mine = {plain(use.column): use for use in self.columns}
        uses = [replace(mine.get(plain(column), ColumnUse(column)), column=column) for column in columns]
        return replace(self, columns=tuple(uses))


def fingerprint_of(columns: Iterable[str]) -> str:
    """The same for files whose columns have the same names, in whatever order and writing."""
    names = sorted(plain(column) or column for column in columns)
    return hashlib.sha256(json.dumps(names, ensure_ascii=False).encode()).hexdigest()[:32]
