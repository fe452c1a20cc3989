"""Pages: every word can be translated, looks go down, nothing is inline, every name leads on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.engine import Engine
from django.urls import get_resolver
from tests.house_rules import template_rules
from tests.house_rules.complaints import complaints, expect_none
from tests.house_rules.house import SOURCE, floors, may_look_into, name_of, room_of, templates

PAGES = [path for path in templates() if path.suffix in {".html", ".svg"}]
MAILS = [path for path in templates() if path.suffix == ".txt"]


def found(name: str) -> Path:
    """The file of the template with this name."""
    return Path(str(Engine.get_default().get_template(name).origin))


def test_there_are_pages_and_mails_to_look_at() -> None:
    assert len(PAGES) > 30
    assert len(MAILS) > 10


def test_every_word_of_a_page_can_be_translated() -> None:
    expect_none(complaints(PAGES, template_rules.untranslated))


def test_every_word_of_a_mail_can_be_translated() -> None:
    def rule(text: str) -> Iterator[str]:
        return template_rules.untranslated(text, is_markup=False)

    expect_none(complaints(MAILS, rule))


def test_scripts_and_styles_come_from_files() -> None:
    expect_none(complaints(PAGES, template_rules.inline))


def test_a_page_includes_and_extends_only_downwards() -> None:
    wrong = []
    for path in templates():
        for name in template_rules.references(path.read_text(encoding="utf-8")):
            other = found(name)
            if other.is_relative_to(SOURCE) and not may_look_into(room_of(path), room_of(other)):
                wrong.append(f"{name_of(path)} looks up into {name}")
    expect_none(wrong)


def test_a_page_takes_files_from_its_own_room_or_below() -> None:
    wrong = []
    for path in templates():
        for name in template_rules.static_files(path.read_text(encoding="utf-8")):
            owner = name.split("/")[0]
            if finders.find(name) is None:
                wrong.append(f"{name_of(path)} asks for {name}, which is nowhere")
            elif owner not in floors() or not may_look_into(room_of(path), owner):
                wrong.append(f"{name_of(path)} asks for {name}, which lies above it")
    expect_none(wrong)


def test_every_link_has_an_address_to_lead_to() -> None:
    known = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    wrong = [
        f"{name_of(path)} links to {name}"
        for path in templates()
        for name in template_rules.addresses(path.read_text(encoding="utf-8"))
        if name not in known
    ]
    expect_none(wrong)


def blocks_above(path: Path) -> set[str]:
    """The blocks of all templates that this one extends, one after the other."""
    above: set[str] = set()
    while parent := template_rules.parent(path.read_text(encoding="utf-8")):
        path = found(parent)
        above |= template_rules.blocks(path.read_text(encoding="utf-8"))
    return above


def test_a_block_fills_one_that_its_parent_has() -> None:
    wrong = []
    for path in templates():
        text = path.read_text(encoding="utf-8")
        if template_rules.parent(text):
            lost = template_rules.top_blocks(text) - blocks_above(path)
            wrong += [f"{name_of(path)}: block {name} is shown nowhere" for name in sorted(lost)]
    expect_none(wrong)


@pytest.mark.parametrize(
    "template",
    [
        "<p>Hello there</p>",
        '<img src="{{ x }}" alt="A picture">',
        '<input placeholder="Your name">',
        "{% trans 'Works' %} by nobody",
        "{% if x %}Yes{% else %}<b>No</b>{% endif %}",
        '{% include "a.html" with label="High contrast" %}',
        '<meta name="description" content="An archive">',
    ],
)
def test_the_rule_about_words_can_fail(template: str) -> None:
    assert list(template_rules.untranslated(template))


@pytest.mark.parametrize(
    "template",
    [
        '<p class="lead">{% trans "Hello" %} {{ name }}, 12 · 3</p>',
        "{% blocktrans count n=1 %}One work{% plural %}{{ n }} works{% endblocktrans %}",
        '<a title="{% trans "Read" %}" href="/works">…</a>',
        "<code>fanfold serve</code>",
        "{% comment %}A note{% endcomment %}{# Another #}",
        '{% include "a.html" with value="dark" label=_("Dark") %}',
        '<script type="application/ld+json">{{ x }}</script>',
    ],
)
def test_the_rule_about_words_lets_good_pages_pass(template: str) -> None:
    assert list(template_rules.untranslated(template)) == []


@pytest.mark.parametrize(
    "template",
    [
        '<p style="color: red">',
        '<a onclick="go()">',
        "<script>go()</script>",
        "<style>p {}</style>",
        '<a href="javascript:go()">',
    ],
)
def test_the_rule_about_inline_scripts_can_fail(template: str) -> None:
    assert list(template_rules.inline(template))


def test_references_blocks_and_addresses_are_read_from_the_tags() -> None:
    page = '{% extends "base.html" %}{% block a %}{% block b %}{% endblock %}{% endblock %}'
    assert template_rules.references(page + "{% include 'x/y.html' with a=1 %}") == [
        "base.html",
        "x/y.html",
    ]
    assert template_rules.parent(page) == "base.html"
    assert template_rules.top_blocks(page) == {"a"}
    assert template_rules.blocks(page) == {"a", "b"}
    assert template_rules.addresses("{% url 'home' as h %}") == {"home"}
    assert template_rules.static_files("{% static 'house/a.css' %}") == {"house/a.css"}
