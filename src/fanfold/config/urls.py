"""The table of contents: which room answers which address."""

from django.urls import include, path

urlpatterns = [
    # First: no login is one of the words that follow /users/ there.
    path("", include("fanfold.people.urls")),
    path("", include("fanfold.catalog.urls")),
    path("", include("fanfold.transfer.urls")),
    path("", include("fanfold.works.urls")),
    path("", include("fanfold.reading.urls")),
    path("", include("fanfold.editions.urls")),
    path("", include("fanfold.house.urls")),
]

handler400 = "fanfold.house.views.bad_request"
handler403 = "fanfold.house.views.forbidden"
handler404 = "fanfold.house.views.not_found"
handler500 = "fanfold.house.views.server_error"
