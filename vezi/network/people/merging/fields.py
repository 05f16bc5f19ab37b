"""What a record says of itself when another joins it: gaps are filled, a name is never lost, officers may choose."""

from collections.abc import Collection
from typing import Any

from django.db import models

from vezi.core import features
from vezi.core.folding import fold
from vezi.network.people.merging import steps
from vezi.network.people.models import ContactKind, ContactValue, Merge, NameKind, OtherName, Person
from vezi.network.people.naming import folded_name, sort_keys

#: Taken over where the record that stays says nothing.
FILLED_IN = ("born_on", "birth_year", "deceased_on", "is_deceased", "title", "language")
#: What may be carried over although the record that stays says something else, and the fields that are meant.
NAME = ("given", "family", "preferred", "source", "club_id", "recorded_at", "confirmed_at", "batch")
FIELDS_OF = {"name": NAME, "born": ("born_on", "birth_year")}
PRIMARY = {"mail": ContactKind.MAIL, "phone": ContactKind.PHONE}
RESIDENCE = "residence"
CARRIED = (*FIELDS_OF, *PRIMARY, RESIDENCE)


def said(value: Any) -> Any:
    """A value as it is kept with the merge."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def say(person: Person, values: dict[str, Any]) -> None:
    """Give fields their values, as `said`; a name with what is kept beside it."""
    for name, value in values.items():
        setattr(person, name, _meant(name, value))
    if "family" in values:
        parts = {"family": person.family, "given": person.given, "preferred": person.preferred}
        person.folded = folded_name(**parts)
        person.sort_en, person.sort_sl = sort_keys(**parts).values()
    person.save()


def _meant(name: str, value: Any) -> Any:
    return value if name == "club_id" else _field(name).to_python(value)


def _field(name: str) -> "models.Field[Any, Any]":
    field = Person._meta.get_field(name)
    assert isinstance(field, models.Field), name
    return field


def carry(merge: Merge, *, but: Collection[str] = ()) -> None:
    """What the officer chose of the record that ends. Before the rows follow."""
    for what, names in FIELDS_OF.items():
        if what in merge.carried and what not in but:
            values = {name: said(getattr(merge.gone, name)) for name in names}
            was = {name: said(getattr(merge.kept, name)) for name in names}
            if values != was:
                merge.said[what] = {"was": was, "is": values}
                say(merge.kept, values)
    if RESIDENCE in merge.carried and hasattr(merge.gone, RESIDENCE) and hasattr(merge.kept, RESIDENCE):
        tie = next(tie for tie in features.person_ties() if tie.model == "people.Residence")
        steps.drop(merge, tie, merge.kept.residence, like=merge.gone.residence)
    merge.save(update_fields=["said"])


def keep_primary_contacts(merge: Merge) -> None:
    """One of a kind comes first: that of the record that stays, unless the officer chose the other."""
    chosen = {kind for what, kind in PRIMARY.items() if what in merge.carried}
    theirs = {one.kind: one for one in ContactValue.objects.filter(person=merge.gone, is_primary=True)}
    ours = {one.kind: one for one in ContactValue.objects.filter(person=merge.kept, is_primary=True)}
    for kind in sorted(ours.keys() & theirs.keys()):
        known = ContactValue.objects.filter(person=merge.kept, kind=kind, key=theirs[kind].key).first()
        if kind in chosen:
            _set_primary(merge, ours[kind], is_primary=False)
            if known is not None:
                _set_primary(merge, theirs[kind], is_primary=False)
                _set_primary(merge, known, is_primary=True)
        else:
            _set_primary(merge, theirs[kind], is_primary=False)


def _set_primary(merge: Merge, contact: ContactValue, *, is_primary: bool) -> None:
    steps.changed(merge, contact, name="is_primary", was=not is_primary)
    ContactValue.objects.filter(pk=contact.pk).update(is_primary=is_primary)


def fill_in(merge: Merge, *, but: Collection[str] = ()) -> None:
    gaps = [name for name in FILLED_IN if getattr(merge.gone, name) and not getattr(merge.kept, name)]
    merge.filled = {name: said(getattr(merge.gone, name)) for name in gaps if name not in but}
    if merge.filled:
        say(merge.kept, merge.filled)
        merge.save(update_fields=["filled"])


def keep_the_name(merge: Merge) -> None:
    """The name that is not the person's own from now on is one of her other names."""
    was = merge.said.get("name", {}).get("was")
    other = Person(**{name: _meant(name, value) for name, value in was.items()}) if was else merge.gone
    known = {fold(f"{one.given} {one.family}") for one in OtherName.objects.filter(person=merge.kept)}
    if fold(f"{other.given} {other.family}") in known | {fold(f"{merge.kept.given} {merge.kept.family}")}:
        return
    name = OtherName.objects.create(
        person=merge.kept, kind=NameKind.OTHER, given=other.given, family=other.family, source=other.source,
        club_id=other.club_id, recorded_at=other.recorded_at, confirmed_at=other.confirmed_at,
        audience=merge.gone.name_audience,
    )  # fmt: skip
    steps.made(merge, name)


def take_back(merge: Merge) -> set[str]:
    """The kept record says what it said before, where it was not changed since; answers what was."""
    changed, back = set(), {}
    for name, value in merge.filled.items():
        if said(getattr(merge.kept, name)) == value:
            back[name] = _field(name).get_default()
        else:
            changed.add(name)
    for what, both in merge.said.items():
        if all(said(getattr(merge.kept, name)) == value for name, value in both["is"].items()):
            back |= both["was"]
        else:
            changed.add(what)
    if back:
        say(merge.kept, back)
    return changed
