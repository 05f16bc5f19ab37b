from django.urls import path

from vezi.network.engagement import views

app_name = "engagement"

urlpatterns = [path("c/<slug:club>/office/engagement/", views.office, name="office")]
