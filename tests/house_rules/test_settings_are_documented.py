"""docs/settings.md is held against the settings that the code declares, in both directions."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from fanfold.config import env

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"
assert settings.DATA, "reading the settings is what declares them"


def documented() -> dict[str, str]:
    """The text under each heading that is a setting's name."""
    parts = re.split(r"^### (FANFOLD_\w+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("name", sorted(env.DECLARED))
def test_a_setting_has_its_heading_and_its_default(name: str) -> None:
    text = documented().get(name)
    assert text, f"docs/settings.md has no heading “### {name}”"
    default = env.DECLARED[name].default
    assert f"Default `{default}`." in text if default else "Default: empty" in text


def test_nothing_is_documented_that_does_not_exist() -> None:
    assert set(documented()) == set(env.DECLARED)


def test_every_setting_has_a_sentence() -> None:
    for declared in env.DECLARED.values():
        assert declared.sentence.endswith(".")


@pytest.mark.parametrize(
    ("url", "host", "options"),
    [
        ("postgresql://ada:s%40fe@db.example:5433/archive", "db.example", {}),
        ("postgresql://ada@/archive?host=/run/pg", "", {"host": "/run/pg"}),
        ("postgres://db.example/archive?sslmode=require", "db.example", {"sslmode": "require"}),
    ],
)
def test_an_address_of_a_postgresql_server_is_read(
    url: str, host: str, options: dict[str, str]
) -> None:
    read = env.database(url, data=Path("/nowhere"))
    assert (read["NAME"], read["HOST"], read["OPTIONS"]) == ("archive", host, options)


@pytest.mark.parametrize(
    "url", ["mysql://db/archive", "postgresql://db:99999/x", "sqlite://host/x"]
)
def test_an_address_that_cannot_be_used_is_a_sentence(url: str) -> None:
    with pytest.raises(env.SettingError, match="FANFOLD_DATABASE_URL"):
        env.database(url, data=Path("/nowhere"))
