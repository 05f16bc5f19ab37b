"""The ledger's filters in words and in addresses."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vezi.network.memberships.forms import LedgerForm
from vezi.network.memberships.queries import ledger, narrowing
from vezi.network.memberships.reach import Reach


def address_without(asked: QueryDict, *names: str, **becomes: str) -> str:
    """The page's own address with some parts left out and others put in."""
    parts = [(name, value) for name, value in kept(asked, without=(*names, *becomes, "page"))]
    return "?" + urlencode([*parts, *becomes.items()])


def kept(asked: QueryDict, *, without: tuple[str, ...]) -> list[tuple[str, str]]:
    known = set(LedgerForm.base_fields)
    return [
        (name, value) for name, values in asked.lists() if name in known and name not in without for value in values
    ]


def chips(form: LedgerForm, asked: QueryDict) -> list[dict[str, str]]:
    """The filters that are on, each with the address of the page without it."""
    wanted = form.wanted
    told: list[tuple[object, tuple[str, ...]]] = []
    if wanted.find:
        told.append((f"“{wanted.find}”", ("q",)))
    if wanted.state:
        told.append((dict(form.fields["state"].choices)[wanted.state], ("state",)))  # type: ignore[attr-defined]
    if wanted.reach:
        told.append((Reach(wanted.reach).label, ("reach",)))
    if wanted.year_from or wanted.year_to:
        said = {"first": wanted.year_from, "last": wanted.year_to}
        if wanted.year_from and wanted.year_to:
            words = _("Class of %(first)s to %(last)s")
        else:
            words = _("From the class of %(first)s") if wanted.year_from else _("To the class of %(last)s")
        told.append((words % said, ("year_from", "year_to")))
    for name in ("mail", "claimed"):
        if said := getattr(wanted, name):
            told.append((dict(form.fields[name].choices)[said], (name,)))  # type: ignore[attr-defined]
    if wanted.joined_since:
        day = date_format(date.fromisoformat(wanted.joined_since), "DATE_FORMAT")
        told.append((_("Members since %(day)s") % {"day": day}, ("joined_since",)))
    found = [{"title": str(title), "url": address_without(asked, *names)} for title, names in told]
    return found + [
        chip for kind in narrowing.MANY for name in (kind, f"not_{kind}") for chip in values(form, asked, name)
    ]


def values(form: LedgerForm, asked: QueryDict, name: str) -> Iterator[dict[str, str]]:
    """One chip for each value of a kind; taking one away leaves the others."""
    chosen: tuple[str, ...] = getattr(form.wanted, name)
    said = dict(getattr(form.fields[name], "choices", ()))
    for value in chosen:
        title = str(said.get(value, value))
        others = [(name, other) for other in chosen if other != value]
        rest = [*kept(asked, without=(name, "page")), *others]
        yield {
            "title": _("not: %(value)s") % {"value": title} if name.startswith("not_") else title,
            "url": "?" + urlencode(rest),
        }


def sort_address(kind: str, form: LedgerForm, asked: QueryDict) -> dict[str, str]:
    """Where a column's head leads, and how the column stands now."""
    now = form.wanted.sort
    becomes = f"-{kind}" if now == kind else kind
    standing = {kind: "ascending", f"-{kind}": "descending"}.get(now, "")
    if kind == "seen" and standing:  # the latest come first
        standing = "descending" if standing == "ascending" else "ascending"
    return {"url": address_without(asked, sort=becomes), "standing": standing}


def address_of(wanted: ledger.Wanted) -> str:
    """The ledger's own words for these filters."""
    named = {"find": "q"}
    said = ((named.get(name, name), getattr(wanted, name)) for name in wanted.__dataclass_fields__)
    return urlencode([(name, value) for name, value in said if value], doseq=True)
