"""Tests keep to themselves: their own data folder, no network, no warning unheard; sentences."""

import ast
import asyncio
import socket
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from pytest_socket import SocketConnectBlockedError
from tests.house_rules.complaints import complaints, expect_none
from tests.house_rules.house import all_modules

FEWEST_WORDS = 3
PATCHES = {"patch", "MagicMock", "Mock", "mocker"}


def short_names(text: str) -> Iterator[str]:
    """Names of tests that are no sentence."""
    for node in ast.walk(ast.parse(text)):
        name = node.name if isinstance(node, ast.FunctionDef) else ""
        if name.startswith("test_") and len(name.split("_")) <= FEWEST_WORDS:
            yield f"{name} is no sentence"


def mocks(text: str) -> Iterator[str]:
    """Stand-ins for our own code: the thing itself is there to be asked."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom | ast.Import):
            module = node.module if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                if "unittest.mock" in (module, alias.name) or alias.name in PATCHES:
                    yield f"line {node.lineno}: uses {alias.name}"


def test_the_name_of_a_test_is_a_sentence() -> None:
    expect_none(complaints(all_modules(), short_names))


def test_nothing_of_our_own_is_mocked() -> None:
    expect_none(complaints(all_modules(), mocks))


def test_the_data_folder_is_thrown_away_afterwards() -> None:
    assert Path(tempfile.gettempdir()).resolve() in settings.DATA.resolve().parents


def test_the_network_is_closed() -> None:
    # The warning that goes before the error is an error itself.
    refusals = (SocketConnectBlockedError, UserWarning)
    with socket.socket() as outside, pytest.raises(refusals, match=r"192\.0\.2\.1"):
        outside.connect(("192.0.2.1", 80))


def test_this_machine_can_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getpeername() == server.getsockname()


def test_asyncio_works_without_a_network() -> None:
    async def answer() -> int:
        await asyncio.sleep(0)
        return 42

    assert asyncio.run(answer()) == 42


def test_a_warning_is_an_error() -> None:
    with pytest.raises(UserWarning, match="look"):
        warnings.warn("look here", stacklevel=1)


def test_the_rules_about_tests_can_fail() -> None:
    assert list(short_names("def test_it(): ..."))
    assert list(short_names("def test_a_work_is_shown(): ...")) == []
    assert list(mocks("from unittest.mock import patch"))
    assert list(mocks("import unittest.mock"))
    assert list(mocks("from pathlib import Path")) == []
