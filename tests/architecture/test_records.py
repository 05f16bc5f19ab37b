"""What every record must have said about it: order of relations, ties to a person, audience of each field."""

from django.db import models

from tests.architecture.house import floor_of, own_apps
from vezi.core import features
from vezi.network.people.models import Person

PERSON_FIXED_RULES = {features.RECORD, features.INTERNAL, features.FACT}


def own_models() -> list[type[models.Model]]:
    return [model for app in own_apps() for model in app.get_models()]


def foreign_keys(model: type[models.Model]) -> list[models.ForeignKey]:
    return [field for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)]


def test_relations_point_down_the_house() -> None:
    """A foreign key named by a string slips past the import contracts; not past this."""
    upward = [
        f"{model._meta.label}.{key.name} → {key.related_model._meta.label}"
        for model in own_models()
        for key in foreign_keys(model)
        if key.related_model.__module__.startswith("vezi.")
        and key.related_model._meta.app_label != model._meta.app_label
        and floor_of(key.related_model.__module__) >= floor_of(model.__module__)
    ]

    assert upward == []


def test_every_tie_to_a_person_says_what_becomes_of_it() -> None:
    declared = {(tie.model, tie.field) for tie in features.person_ties()}
    found = {
        (model._meta.label, key.name)
        for model in own_models()
        for key in foreign_keys(model)
        if key.related_model is Person
    }

    assert found - declared == set()
    assert declared - found == set(), "declared, but there is no such tie"


def test_a_tie_that_is_kept_says_why() -> None:
    silent = [tie for tie in features.person_ties() if tie.on_erase is features.OnErase.KEEP and not tie.kept_because]

    assert silent == []


def test_every_field_of_a_person_says_who_may_see_it() -> None:
    declared = {(personal.model, personal.field) for personal in features.personal_fields()}
    belonging = {one.model for feature in features.every() for one in feature.belongings}
    about_people = {tie.model for tie in features.person_ties()} | belonging | {Person._meta.label}
    fields = {
        (model._meta.label, field.name)
        for model in own_models()
        if model._meta.label in about_people
        for field in model._meta.fields
    }

    assert fields - declared == set()
    assert declared - fields == set(), "declared, but there is no such field"


def test_the_audience_of_a_field_is_a_field_of_the_same_record() -> None:
    unknown = [
        personal
        for personal in features.personal_fields()
        if personal.by not in PERSON_FIXED_RULES
        and personal.by not in {field.name for field in features.model_of(personal)._meta.fields}
    ]

    assert unknown == []


def test_capabilities_are_declared_once() -> None:
    codes = [capability.code for capability in features.capabilities()]

    assert sorted(codes) == sorted(set(codes))


def test_menus_ask_for_capabilities_that_exist() -> None:
    codes = {capability.code for capability in features.capabilities()}

    assert {entry.needs for entry in [*features.menu(), *features.office()] if entry.needs} - codes == set()
