from django.utils.translation import gettext_lazy as _

from vezi.core.features import Feature, MenuEntry, register

register(
    Feature(
        name="profiles",
        title=_("Profiles"),
        menu=(MenuEntry("profiles:mine", _("My page"), order=90, icon="user", in_dock=True),),
        account=(
            MenuEntry("profiles:mine", _("My page"), order=10, icon="user", of_person=True),
            MenuEntry("profiles:held", _("What we know about you"), order=15, icon="file-text", of_person=True),
        ),
    )
)
