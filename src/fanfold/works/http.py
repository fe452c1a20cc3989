"""What a request says about its reader: whether she agreed to adult works."""

from django.http import HttpRequest

from fanfold.people.models import Account

ADULT_COOKIE = "view_adult"


def agrees_to_adult_works(request: HttpRequest) -> bool:
    """Whether the reader said yes in this address, before in this browser, or once and for all in
    her preferences."""
    if isinstance(request.user, Account) and request.user.opens_adult_works:
        return True
    return request.GET.get(ADULT_COOKIE) == "true" or request.COOKIES.get(ADULT_COOKIE) == "true"
