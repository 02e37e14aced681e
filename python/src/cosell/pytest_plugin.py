"""Fixtures of pytest: a server for the session, and its state restored before each test."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any

import pytest

from .client import DEFAULT_ACCOUNT, Cosell
from .operator import StateExportAnswer
from .server import Server, start

_TITLE = "requests that cosell got"


@pytest.fixture(scope="session")
def cosell_options() -> Sequence[str]:
    """Flags of ``cosell serve``. Define a fixture of this name to change them."""
    return []


@pytest.fixture(scope="session")
def cosell_account() -> str:
    """The account that ``partner_central`` acts as."""
    return DEFAULT_ACCOUNT


@pytest.fixture(scope="session")
def cosell_setup() -> Callable[[Cosell], object]:
    """A function that makes what each test begins with. Define a fixture of this name that returns yours."""
    return lambda cosell: None


@pytest.fixture(scope="session")
def cosell_server(cosell_options: Sequence[str]) -> Iterator[Server]:
    """The server of this session, or of this worker of pytest-xdist. A server that was there before gets its state back."""
    with start(*cosell_options) as server:
        found = server.cosell.snapshot() if server.process is None else None
        yield server
        if found is not None:
            server.cosell.restore(found)


@pytest.fixture(scope="session")
def _cosell_base(cosell_server: Server, cosell_setup: Callable[[Cosell], object]) -> StateExportAnswer:
    cosell_setup(cosell_server.cosell)
    return cosell_server.cosell.snapshot()


@pytest.fixture
def cosell(cosell_server: Server, _cosell_base: StateExportAnswer) -> Cosell:
    """The server, with the state that ``cosell_setup`` has made, and no requests in its journal."""
    cosell_server.cosell.restore(_cosell_base)
    cosell_server.cosell.requests.clear()
    return cosell_server.cosell


@pytest.fixture
def partner_central(cosell: Cosell, cosell_account: str) -> Any:
    """A client of boto3 for Partner Central that acts as ``cosell_account``."""
    return cosell.client(account=cosell_account)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    """Adds the requests to the report of a failed test."""
    outcome = yield
    report = outcome.get_result()
    server = getattr(item, "funcargs", {}).get("cosell")
    if report.failed and isinstance(server, Cosell):
        try:
            report.sections.append((_TITLE, server.describe_requests()))
        except Exception as error:  # A report of a test that ended the server is better without than none at all.
            report.sections.append((_TITLE, f"They cannot be read any more: {error}"))
