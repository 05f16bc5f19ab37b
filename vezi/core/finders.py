from django.apps import apps
from django.contrib.staticfiles.finders import AppDirectoriesFinder


class LibraryFinder(AppDirectoriesFinder):
    """Static files that libraries bring. Ours are sources: what is served of them lies in the build."""

    def __init__(self, app_names: list[str] | None = None, *args: object, **kwargs: object) -> None:
        others = [config.name for config in apps.get_app_configs() if config.name != "vezi.core"]
        super().__init__(app_names or others, *args, **kwargs)
