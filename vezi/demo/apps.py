from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "vezi.demo"
    label = "demo"
    verbose_name = _("The made-up network")
