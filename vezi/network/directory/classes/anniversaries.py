"""The round years of a class."""

from dataclasses import dataclass

ROUND = (10, 20, 25, 30, 40, 50, 60, 70, 75, 80)


@dataclass(frozen=True)
class Anniversary:
    """So many `years` after the class, in the year `in_year`; `years_away` from now."""

    years: int
    in_year: int
    years_away: int

    @property
    def is_near(self) -> bool:
        """This year or the next one: time to think of it."""
        return self.years_away <= 1


def next_of(class_year: int, *, this_year: int) -> Anniversary | None:
    """The next round year, this year's while it lasts; None for who has yet to finish, and past the last of them."""
    if class_year > this_year:
        return None
    coming = (years for years in ROUND if class_year + years >= this_year)
    years = next(coming, None)
    return Anniversary(years, class_year + years, class_year + years - this_year) if years is not None else None
