import os

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path

from vezi.config import urls


def front(request: HttpRequest) -> JsonResponse:
    with connection.cursor() as cursor:
        cursor.execute("select pg_postmaster_start_time()::text")
        (since,) = cursor.fetchone()
    return JsonResponse({"web": os.getpid(), "database_since": since})


urlpatterns = [path("", front), *urls.urlpatterns]  # the demo is made with addresses in it
