"""What is told of a group of the demo. Plain facts: the loader puts them into the records."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoPost:
    """`who` is a key of the cast; `ago` counts days. `helped`: the answer that helped, from 1. `good`: kept as good practice.
    `file` and `picture` came with it, by their names. `reported`: what a member finds wrong with it."""

    who: str
    ago: float
    text: str
    title: str = ""
    is_question: bool = False
    helped: int = 0
    pinned: bool = False
    good: bool = False
    thanks: int = 0
    answers: Sequence["DemoPost"] = ()
    poll: Sequence[str] = ()
    file: str = ""
    picture: str = ""
    reported: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoGroup:
    """`officers` and `moderators` are of the cast; so are `members`, besides `crowd` others of the club."""

    name: str
    kind: str
    club: str
    about: str
    joining: str = "open"
    officers: Sequence[str]
    moderators: Sequence[str] = ()
    members: Sequence[str] = ()
    crowd: int = 20
    place: str = ""
    trade: str = ""
    asking: Sequence[str] = ()
    invited: Sequence[str] = ()
    posts: Sequence[DemoPost] = field(default=())
