from django.urls import path

from vezi.network.directory.knowing import views

urlpatterns = [path("people/<slug:public_id>/wave-away/", views.wave_away, name="wave_away")]
