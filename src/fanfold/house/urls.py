"""The house's own addresses. /livez and /readyz are answered by a middleware."""

from django.urls import path

from fanfold.house import views

urlpatterns = [path("theme", views.theme, name="theme")]
