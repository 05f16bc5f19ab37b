"""Addresses that are there in the demo alone."""

from django.urls import path

from vezi.demo import views

urlpatterns = [path("demo/pay/", views.pay, name="demo_paying")]
