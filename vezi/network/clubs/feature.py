from django.utils.translation import gettext_lazy as _

from vezi.core.features import Capability, Feature, MenuEntry, register

EDIT_CLUB = "edit_club"

register(
    Feature(
        name="clubs",
        title=_("Clubs"),
        office=(MenuEntry("clubs:office_club", _("Rules"), order=90, needs=EDIT_CLUB),),
        capabilities=(
            Capability(EDIT_CLUB, _("Set up the club"), _("Name, colour, texts, joining rule, privacy notices")),
        ),
    )
)
