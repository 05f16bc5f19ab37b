"""Figures as a table in Markdown."""

from collections.abc import Iterable, Mapping

from bench.figures import Figure, Group, number

COLUMNS = ("what", "measured", "floor", "ratio", "bar", "")


def written(*, groups: Iterable[Group], facts: Mapping[str, str], opening: str) -> str:
    """The whole report: an opening, where and when it was measured, a table for each group."""
    parts = [opening.strip(), "\n".join(f"- {name}: {said}" for name, said in facts.items())]
    parts += [section(group) for group in groups if group.figures]
    return "\n\n".join(parts) + "\n"


def section(group: Group) -> str:
    about = [group.about] if group.about else []
    return "\n\n".join([f"## {group.title}", *about, table(group.figures)])


def table(figures: Iterable[Figure]) -> str:
    rows = [line(COLUMNS), line(["---"] * len(COLUMNS))]
    return "\n".join([*rows, *(line(row(figure)) for figure in figures)])


def row(figure: Figure) -> list[str]:
    floor = f"{number(figure.floor)} {figure.unit} ({figure.floor_is})" if figure.floor is not None else ""
    what = f"{figure.what}: {figure.note}" if figure.note else figure.what
    return [
        what,
        f"{number(figure.value)} {figure.unit}".strip(),
        floor,
        f"{number(figure.ratio)} ×" if figure.ratio is not None else "",
        ", ".join(bar.said(figure.unit) for bar in figure.bars),
        figure.verdict(),
    ]


def line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
