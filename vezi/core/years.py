"""Class years: their colour, and how one writes them after a name."""

FIRST_SHORT = 1935  # from here two digits mean one class only, until 2034


def year_class(year: int) -> str:
    """The style class of a class year: `y0` at a half-century to `y25` between two; neighbours look alike."""
    return f"y{min(year % 50, 50 - year % 50)}"


def hue(year: int) -> int:
    """In degrees of OKLCH: 255 (blue) at a half-century to 80 (ochre), never red."""
    return 255 - 7 * min(year % 50, 50 - year % 50)


def short_year(year: int) -> str:
    """’99 for 1999; four digits for a class so old that two could mean its grandchildren's."""
    return f"’{year % 100:02d}" if FIRST_SHORT <= year < FIRST_SHORT + 100 else str(year)
