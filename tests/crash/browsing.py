"""An author who is signed in and sends forms, without a browser."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request

__all__ = ["Author", "GoneError"]

REDIRECTED = 302


class GoneError(Exception):
    """The server went away before it answered: what was asked may have happened or not."""


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        """The answer to a form is its redirect."""


class Author:
    """One signed-in person, who survives restarts of the server as her cookie does."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), _StayHere
        )

    def sign_in(self, login: str, password: str) -> None:
        """Through the page that everybody uses."""
        self.read("/users/login")
        assert self.send("/users/login", login=login, password=password), "not signed in"

    def read(self, path: str) -> str:
        """A page; GoneError for no answer."""
        try:
            with self.opener.open(f"{self.address}{path}", timeout=20) as answer:
                return str(answer.read().decode())
        except OSError as error:
            raise GoneError(path) from error

    def send(self, path: str, **fields: object) -> bool:
        """Whether the form was taken (a redirect) or refused (a page); GoneError for no answer."""
        token = next((one.value for one in self.cookies if one.name == "csrftoken"), "")
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        request = urllib.request.Request(f"{self.address}{path}", body)
        try:
            with self.opener.open(request, timeout=20) as answer:
                return int(answer.status) == REDIRECTED
        except urllib.error.HTTPError as answer:
            if answer.code >= 500:
                raise AssertionError(f"{path} answered {answer.code}") from answer
            return answer.code == REDIRECTED
        except OSError as error:
            raise GoneError(path) from error

    def chapters_of(self, work: int) -> list[int]:
        """The ids of a work's chapters, in order, as its desk shows them."""
        return [
            int(pk) for pk in re.findall(r"/chapters/(\d+)/edit", self.read(f"/works/{work}/edit"))
        ]
