"""What happens around every page: probes, security headers, refusals turned into pages."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from fanfold.house import health
from fanfold.kit.errors import Conflict, FanfoldError, Refused

Handler = Callable[[HttpRequest], HttpResponseBase]

# No inline script or style anywhere, nothing from other sites, no plug-ins, no framing.
CONTENT_SECURITY_POLICY = "; ".join(  # noqa: FLY002 - one rule a line
    [
        "default-src 'none'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "script-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)


def answer_probes(get_response: Handler) -> Handler:
    """Answer /livez and /readyz before host names, sessions or languages are looked at."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path == "/livez":
            return HttpResponse("alive\n", content_type="text/plain")
        if request.path == "/readyz":
            problems = health.not_ready_because()
            lines = problems or ["ready", *health.remarks()]
            return HttpResponse(
                "".join(f"{line}\n" for line in lines),
                content_type="text/plain; charset=utf-8",
                status=503 if problems else 200,
            )
        return get_response(request)

    return middleware


def refuse_nul_characters(get_response: Handler) -> Handler:
    """Answer 404 to an address with a NUL in it: nothing has such a name, and databases choke."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info or any(
            "\0" in text for pair in request.GET.lists() for text in (pair[0], *pair[1])
        ):
            return render(request, "404.html", status=404)
        return get_response(request)

    return middleware


def add_security_headers(get_response: Handler) -> Handler:
    """Send the content security policy and its companions with every answer.

    What was made for somebody with a session is nobody else's: no cache on the way may keep it.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private")
        return response

    return middleware


class explain_refusals:  # noqa: N801 - named like its neighbours; a class for process_exception alone
    """Turn a command's no into a page: Refused 403, Conflict 409, Unavailable 503."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a FanfoldError; anything else goes on to the 500 page and the log."""
        if not isinstance(error, FanfoldError):
            return None
        status = 403 if isinstance(error, Refused) else 409 if isinstance(error, Conflict) else 503
        return render(request, f"{status}.html", {"sentence": error.sentence}, status=status)
