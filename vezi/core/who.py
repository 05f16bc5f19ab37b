"""A person as the house draws one, wherever a name stands. Areas make it; core knows no person."""

from dataclasses import dataclass

from vezi.core.initials import ground, initials


@dataclass(frozen=True, kw_only=True)
class Who:
    """`face` is the address of a picture, `letters` what the member set instead of their initials.

    In a row one reads: name ’year, `what` · `where`, `tie` (how I know them), `found` (why the search found them).
    """

    name: str
    url: str = ""
    year: int | None = None
    face: str = ""
    given: str = ""
    family: str = ""
    letters: str = ""
    what: str = ""
    where: str = ""
    tie: str = ""
    found: str = ""

    @property
    def initials(self) -> str:
        if self.letters:
            return self.letters
        return initials(self.given, self.family) if self.given and self.family else initials(self.name)

    @property
    def ground(self) -> int:
        return ground(self.name)

    @property
    def first_name(self) -> str:
        return self.given or self.name.split()[0]
