from django.utils.translation import gettext_lazy as _

from vezi.core.features import Feature, MenuEntry, register

register(
    Feature(
        name="accounts",
        title=_("Accounts"),
        account=(MenuEntry("accounts:settings", _("Sign-in and security"), order=20, icon="key-round"),),
    )
)
