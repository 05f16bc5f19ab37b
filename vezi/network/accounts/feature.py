from django.utils.translation import gettext_lazy as _

from vezi.core.features import Feature, register

register(Feature(name="accounts", title=_("Accounts")))
