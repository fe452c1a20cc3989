"""Home, lists of works, a person's page."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fanfold.catalog import queries
from fanfold.kit.paging import page_of
from fanfold.people.models import Account, PenName, folded
from fanfold.people.queries import once_called
from fanfold.tags.names import from_address

ON_THE_HOME_PAGE = 10


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The newest works, and what this archive is."""
    newest = list(queries.newest(request.user)[:ON_THE_HOME_PAGE])
    size = queries.size_of_archive(request.user) if newest else None
    return render(request, "catalog/home.html", {"newest": newest, "size": size})


@require_safe
def works(request: HttpRequest) -> HttpResponse:
    """All published works, the latest first."""
    page = page_of(queries.newest(request.user), request.GET.get("page"))
    return render(request, "catalog/works.html", {"page": page})


@require_safe
def tag_works(request: HttpRequest, name: str) -> HttpResponse:
    """The works of a tag."""
    name = from_address(name)
    found = queries.tagged(name, request.user)
    if found is None:
        raise Http404
    page = page_of(found, request.GET.get("page"))
    return render(request, "catalog/tag.html", {"name": name, "page": page})


@require_safe
def person(request: HttpRequest, login: str) -> HttpResponse:
    """A person: her pen names and all her works."""
    account = Account.objects.filter(login__iexact=login, is_active=True).first()
    if account is None:
        return to_new_login(request, login, "person")
    pen_names = account.pen_names.select_related("account")
    page = page_of(queries.written_as(pen_names, request.user), request.GET.get("page"))
    context = {"account": account, "pen_names": pen_names, "page": page}
    return render(request, "catalog/person.html", context)


@require_safe
def pen_name(request: HttpRequest, login: str, name: str) -> HttpResponse:
    """One pen name and its works."""
    named = PenName.objects.filter(
        account__login__iexact=login, account__is_active=True, folded=folded(name)
    )
    shown = named.select_related("account").first()
    if shown is None:
        return to_new_login(request, login, "pen_name", name)
    page = page_of(queries.written_as(named, request.user), request.GET.get("page"))
    return render(request, "catalog/pen_name.html", {"pen_name": shown, "page": page})


def to_new_login(request: HttpRequest, login: str, view: str, *rest: str) -> HttpResponse:
    """Lead from the address with a login that was given up to the same with the one of today, and
    whatever was asked. 404 where nobody had the login.

    Browsers keep a 301 for ever unless told otherwise, and a person may go back to her old login.
    """
    if Account.objects.filter(login__iexact=login).exists():
        raise Http404
    account = once_called(login)
    if account is None:
        raise Http404
    asked = request.GET.urlencode()
    address = reverse(view, args=[account.login, *rest])
    answer = HttpResponsePermanentRedirect(f"{address}?{asked}" if asked else address)
    answer["Cache-Control"] = "no-store"
    return answer
