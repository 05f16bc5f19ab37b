from django.utils.translation import gettext_lazy as _

from vezi.core.features import FACT, INTERNAL, RECORD, Feature, OnErase, OnMerge, PersonTie, Words, register, seen_by


def tie(model: str, title: Words, on_merge: OnMerge = OnMerge.MOVE, exported: bool = True) -> PersonTie:
    return PersonTie(f"people.{model}", "person", on_merge, OnErase.DELETE, exported, title)


SOURCED = ("OtherName", "Identifier", "Affiliation", "Position", "Residence", "ContactValue", "Remembrance")

register(
    Feature(
        name="people",
        title=_("People"),
        person_ties=(
            PersonTie("people.Person", "merged_into", OnMerge.MOVE, OnErase.DELETE, False, _("Merged records")),
            PersonTie(
                "people.Merge", "kept", OnMerge.STAY, OnErase.DELETE, True, _("Records that became one with yours")
            ),
            PersonTie(
                "people.Merge", "gone", OnMerge.STAY, OnErase.DELETE, True, _("The record yours became one with")
            ),
            tie("OtherName", _("Other names"), OnMerge.MOVE_OR_DROP),
            tie("Identifier", _("Student numbers")),
            tie("Affiliation", _("Studies and posts at the institution")),
            tie("Position", _("Work")),
            tie("Residence", _("Home town"), OnMerge.MOVE_OR_DROP),
            tie("ContactValue", _("Mail, telephone, addresses"), OnMerge.MOVE_OR_DROP),
            tie("Remembrance", _("Words of remembrance"), OnMerge.MOVE_OR_DROP),
        ),
        personal_fields=(
            *seen_by("people.Person", by="name_audience", fields="given family preferred title face portrait"),
            *seen_by("people.Person", by="name_audience", fields="is_deceased deceased_on"),
            *seen_by("people.Person", by="birth_audience", fields="born_on birth_year"),
            *seen_by("people.Person", by="speaks_audience", fields="speaks"),
            *seen_by("people.Person", by="ask_audience", fields="ask_about"),
            *seen_by("people.Person", by="help_audience", fields="helps_with"),
            *seen_by("people.Person", by=RECORD, fields="language source club recorded_at"),
            *seen_by("people.Person", by=RECORD, fields="confirmed_at claimed_at created_at erased_at"),
            *seen_by("people.Person", by=RECORD, fields="name_audience birth_audience speaks_audience ask_audience"),
            *seen_by("people.Person", by=RECORD, fields="help_audience public_id"),
            *seen_by("people.Person", by=INTERNAL, fields="id account folded sort_en sort_sl batch merged_into"),
            *seen_by("people.Merge", by=RECORD, fields="kept gone club by at undone_by undone_at carried public_id"),
            *seen_by("people.Merge", by=INTERNAL, fields="id because filled said"),
            *seen_by("people.OtherName", by="audience", fields="kind given family"),
            *seen_by("people.Identifier", by=RECORD, fields="value"),
            *seen_by("people.Affiliation", by="audience", fields="kind institution programme degree mode class_year"),
            *seen_by("people.Affiliation", by="audience", fields="started_year ended_year graduated_on"),
            *seen_by("people.Position", by="audience", fields="title employer trade city country is_current"),
            *seen_by("people.Position", by="audience", fields="started_year ended_year"),
            *seen_by("people.Residence", by="audience", fields="city country"),
            *seen_by("people.ContactValue", by="audience", fields="kind value is_primary"),
            *seen_by("people.ContactValue", by=INTERNAL, fields="key"),
            *seen_by("people.ContactValue", by=RECORD, fields="bounced_at"),
            *seen_by("people.Remembrance", by=FACT, fields="note"),
            *seen_by("people.Remembrance", by=RECORD, fields="told_by wished_by"),
            *(
                declared
                for model in SOURCED
                for declared in (
                    *seen_by(f"people.{model}", by=RECORD, fields="source club recorded_at confirmed_at"),
                    *seen_by(f"people.{model}", by=INTERNAL, fields="id person batch"),
                )
            ),
            *(
                declared
                for model in ("OtherName", "Affiliation", "Position", "Residence", "ContactValue")
                for declared in seen_by(f"people.{model}", by=FACT, fields="audience")
            ),
        ),
    )
)
