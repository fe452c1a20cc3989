"""What a request says about its reader that is no account: whether she agreed to adult works."""

from django.http import HttpRequest

ADULT_COOKIE = "view_adult"


def agrees_to_adult_works(request: HttpRequest) -> bool:
    """Whether the reader said yes in this address, or before in this browser."""
    return request.GET.get(ADULT_COOKIE) == "true" or request.COOKIES.get(ADULT_COOKIE) == "true"
