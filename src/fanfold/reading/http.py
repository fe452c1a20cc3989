"""Whether a request comes from somebody who reads, or from a program that looks ahead."""

from django.http import HttpRequest

# What browsers say when they fetch a page that nobody has asked for yet.
_AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def is_being_read(request: HttpRequest) -> bool:
    """Whether somebody sees the answer: it is no HEAD, no prefetch and no preview."""
    said = " ".join(request.headers.get(name, "") for name in _AHEAD).lower()
    return request.method == "GET" and not ("prefetch" in said or "preview" in said)
