from django.urls import path

from vezi.network.news import views

app_name = "news"

urlpatterns = [
    path("", views.listed, name="list"),
    path("less/", views.left_out, name="left_out"),
    path("less/<slug:person>/", views.less, name="less"),
]
