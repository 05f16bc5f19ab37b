"""What is wrong with a file, a row or a cell: a code and its facts, worded in the reader's language only when shown."""

from dataclasses import dataclass, field
from typing import Any

REJECTED = "rejected"  # the row is left out
WARNING = "warning"  # a value is left out, or doubtful
NOTE = "note"  # nothing is wrong; a choice that was made, told

Facts = dict[str, Any]  # texts, whole numbers and lists of texts only: they are stored as JSON


@dataclass(frozen=True, slots=True)
class Problem:
    code: str
    severity: str
    row: int | None = None  # as a spreadsheet numbers it, from 1
    column: str | None = None  # its name as in `Sheet.columns`
    params: Facts = field(default_factory=dict)

    def as_json(self) -> Facts:
        return {
            "code": self.code,
            "severity": self.severity,
            "row": self.row,
            "column": self.column,
            "params": self.params,
        }

    @classmethod
    def from_json(cls, kept: Facts) -> "Problem":
        return cls(**kept)


class Unreadable(Exception):
    """The file as a whole cannot be read; `problem` says why."""

    def __init__(self, code: str, **params: Any) -> None:
        self.problem = Problem(code, REJECTED, params=params)
        super().__init__(code, params)
