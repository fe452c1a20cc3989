"""Works are read through `visible_to`; text becomes markup in the places that are named here."""

from tests.house_rules import python_rules, template_rules
from tests.house_rules.complaints import expect_none
from tests.house_rules.house import SOURCE, floors, modules, name_of, room_of, templates

# Lanes that answer a reader. Commands get what a view or a query has already found.
ANSWERING = {"views", "queries", "feeds", "tasks", "metadata", "http", "api"}

# A read that needs no reader, and why.
ALLOWED = {
    ("editions/tasks.py", "bind_editions", "Work.objects.published"): "binds for every reader",
    ("editions/queries.py", "digest_of", "work.series_places.all"): "prefetched with the work",
    (
        "works/views/desk.py",
        "chapter_page",
        "Chapter.objects.select_related",
    ): "her own chapter, again",
    ("reading/queries.py", "with_text", "Chapter.objects.filter"): "fetches what was opened",
    ("reading/queries.py", "_series_bands", "work.series_places.all"): "prefetched with the work",
    ("reading/queries.py", "_series_bands", "SeriesPlace.objects.filter"): "then asks visible_to",
    ("reading/queries.py", "known_work", "Work.with_deleted.filter"): "says only that it is gone",
    (
        "reading/queries.py",
        "known_chapter",
        "Chapter.with_deleted.filter",
    ): "says only that it is gone",
    ("works/queries.py", "thrown_away", "Chapter.with_deleted.exclude"): "then asks written_by",
    (
        "works/views/deleting.py",
        "restore_chapter",
        "Chapter.with_deleted.select_related",
    ): "of her own work",
    ("works/queries.py", "chapters_of", "Chapter.objects.filter"): "the desk has its own work",
    ("works/queries.py", "revision_of", "Revision.objects.filter"): "the desk has its own work",
    ("works/queries.py", "revisions_of", "Revision.objects.filter"): "the desk has its own work",
    ("works/queries.py", "two_revisions", "Revision.objects.filter"): "the desk has its own work",
}

MARKUP_IN_PYTHON = {
    "works/dressing.py": "prose, which has gone through the one sanitiser",
}
MARKUP_IN_TEMPLATES = {
    "house/templates/house/_field.html": "help texts, which are written in the code",
    "reading/templates/reading/_head.html": "JSON-LD, escaped for a script element",
}


def test_a_work_is_read_as_somebody() -> None:
    expect_none([str(read) for read in sorted(reads() - set(ALLOWED))])


def test_every_exception_is_still_needed() -> None:
    expect_none([str(read) for read in sorted(set(ALLOWED) - reads())])


def reads() -> set[tuple[str, str, str]]:
    """File, function and read: works or their parts, asked for without saying who asks."""
    return {
        (str(path.relative_to(SOURCE)), function, read)
        for path in modules()
        if floors()[room_of(path)] >= floors()["works"]
        and ANSWERING & set(path.relative_to(SOURCE).with_suffix("").parts[1:])
        for function, read in python_rules.unguarded_reads(path.read_text(encoding="utf-8"))
    }


def test_the_rule_about_reading_can_fail() -> None:
    text = "def page(pk):\n    return Work.objects.filter(pk=pk)"
    assert list(python_rules.unguarded_reads(text)) == [("page", "Work.objects.filter")]
    assert list(python_rules.unguarded_reads("def f(work):\n    return work.chapters.all()"))
    for good in ("Work.objects.visible_to(reader)", "Work.objects.written_by(me).filter(pk=1)"):
        assert list(python_rules.unguarded_reads(good)) == []


def test_text_becomes_markup_in_the_named_modules_alone() -> None:
    makers = [path for path in modules() if python_rules.makes_markup(path.read_text())]
    named = {str(path.relative_to(SOURCE)) for path in makers}
    assert named - set(MARKUP_IN_PYTHON) == set()


def test_text_becomes_markup_in_the_named_templates_alone() -> None:
    pages = [path for path in templates() if path.suffix != ".txt"]  # Mails are not markup.
    makers = [path for path in pages if template_rules.makes_markup(path.read_text())]
    named = {str(path.relative_to(SOURCE)) for path in makers}
    assert named == set(MARKUP_IN_TEMPLATES), [name_of(path) for path in makers]


def test_the_rules_about_markup_can_fail() -> None:
    assert python_rules.makes_markup("from x import mark_safe\ny = mark_safe(z)")
    assert python_rules.makes_markup("y = safestring.SafeString(z)")
    assert not python_rules.makes_markup("def f(x: SafeString) -> SafeString: ...")
    assert template_rules.makes_markup("{{ summary|safe }}")
    assert template_rules.makes_markup("{% autoescape off %}{{ x }}{% endautoescape %}")
    assert not template_rules.makes_markup("{{ summary }} safe")
