from django.urls import URLPattern

app_name = "registrar"

urlpatterns: list[URLPattern] = []
