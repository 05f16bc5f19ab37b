from django.urls import path, register_converter

from vezi.network.directory.classes import views


class YearConverter:
    """A class year as people write it. It is public knowledge, so it may stand in an address."""

    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        if not 1850 <= int(value) <= 2150:
            raise ValueError(value)
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(YearConverter, "year")

urlpatterns = [
    path("classes/", views.classes, name="classes"),
    path("classes/<slug:club>/", views.class_wall, name="class_wall"),
    path("classes/<slug:club>/<year:year>/", views.class_year, name="class_year"),
    path("classes/<slug:club>/<year:year>/<slug:programme>/", views.class_programme, name="class_programme"),
]
