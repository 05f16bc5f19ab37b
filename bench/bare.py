"""The floor of a page: Django as it comes, and twenty rows from memory.

`bench.bare:application` is what a server calls.
"""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from vezi.core.bridge import Bridge

ROWS = [
    {
        "name": f"Person {number}",
        "year": 1980 + number,
        "studied": "Economics, BSc",
        "work": "Analyst, A Firm",
        "city": "Ljubljana",
    }
    for number in range(20)
]
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><h1>{{ title }}</h1><ul>{% for row in rows %}
<li><a href="/people/{{ forloop.counter }}">{{ row.name }}</a>, {{ row.year }}: {{ row.studied }}
({{ row.work }}, {{ row.city }})</li>{% endfor %}
</ul></body></html>"""

settings.configure(
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.cached.Loader",
                        [("django.template.loaders.locmem.Loader", {"rows.html": PAGE})],
                    )
                ],
                "context_processors": ["django.template.context_processors.request"],
            },
        }
    ],
)


def rows(request: HttpRequest) -> HttpResponse:
    return render(request, "rows.html", {"title": "People", "rows": ROWS})


urlpatterns = [path("", rows)]
application = Bridge(get_wsgi_application()).answer  # as the house’s own pages are served
