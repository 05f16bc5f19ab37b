from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConfigConfig(AppConfig):
    name = "vezi.config"
    label = "config"
    verbose_name = _("Wiring")

    def ready(self) -> None:
        from vezi.config import checks  # noqa: F401 - registers them
