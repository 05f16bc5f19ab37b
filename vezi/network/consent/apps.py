from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsentConfig(AppConfig):
    name = "vezi.network.consent"
    label = "consent"
    verbose_name = _("Consent")
