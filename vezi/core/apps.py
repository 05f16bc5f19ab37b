from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from vezi.core import garbage


class CoreConfig(AppConfig):
    name = "vezi.core"
    label = "core"

    def ready(self) -> None:
        autodiscover_modules("feature", "measures", "slots", "receivers", "probes", "systemchecks")
        garbage.look_less_often()
