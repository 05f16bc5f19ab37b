from django.utils.translation import gettext_lazy as _

from vezi.core.features import INTERNAL, RECORD, Feature, OnErase, OnMerge, PersonTie, register, seen_by

register(
    Feature(
        name="consent",
        title=_("Consent"),
        person_ties=(
            PersonTie(
                "consent.ConsentEntry",
                "person",
                OnMerge.MOVE,
                OnErase.DELETE,
                True,
                _("Consents and objections"),
            ),
        ),
        personal_fields=(
            *seen_by("consent.ConsentEntry", by=RECORD, fields="club purpose channel decision basis notice_version"),
            *seen_by("consent.ConsentEntry", by=RECORD, fields="source at"),
            *seen_by("consent.ConsentEntry", by=INTERNAL, fields="id person by_id"),
        ),
    )
)
