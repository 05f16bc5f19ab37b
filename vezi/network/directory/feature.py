from django.utils.translation import gettext_lazy as _

from vezi.core.features import Feature, MenuEntry, register

register(
    Feature(
        name="directory",
        title=_("Directory"),
        menu=(
            MenuEntry("directory:people", _("People"), order=20, icon="users", in_dock=True),
            MenuEntry("directory:classes", _("Classes"), order=25, icon="graduation-cap"),
        ),
    )
)
