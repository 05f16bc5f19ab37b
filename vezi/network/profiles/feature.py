from django.utils.translation import gettext_lazy as _

from vezi.core.features import Feature, MenuEntry, register

register(
    Feature(
        name="profiles",
        title=_("Profiles"),
        menu=(MenuEntry("profiles:mine", _("My page"), order=90, icon="user", in_dock=True),),
    )
)
