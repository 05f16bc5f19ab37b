from django.urls import URLPattern

from vezi.network.registrar.claiming.urls import urlpatterns as claiming
from vezi.network.registrar.inviting.urls import urlpatterns as inviting

app_name = "registrar"

urlpatterns: list[URLPattern] = [*claiming, *inviting]
