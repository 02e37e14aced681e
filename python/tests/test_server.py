import os
import stat
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from cosell import start
from cosell.server import command


def test_a_server_ends_with_its_block(cosell_server):
    with start() as server:
        endpoint = server.cosell.endpoint
        assert endpoint != cosell_server.cosell.endpoint
        assert server.cosell.health()["status"] == "ok"
    with pytest.raises(URLError):
        urlopen(f"{endpoint}/_cosell/health")
    server.close()


def test_a_server_that_runs_is_used_and_stays(cosell_server):
    with start(environment={"COSELL_ENDPOINT": cosell_server.cosell.endpoint}) as found:
        assert found.process is None
    assert cosell_server.cosell.health()["status"] == "ok"


def test_an_endpoint_without_a_server():
    with pytest.raises(RuntimeError, match="no server at http://127.0.0.1:9, which COSELL_ENDPOINT names"):
        start(environment={"COSELL_ENDPOINT": "http://127.0.0.1:9"})


def test_flags_that_are_refused_are_told():
    with pytest.raises(RuntimeError, match="--no-such-flag"):
        start("--no-such-flag")


def test_which_command_is_taken(tmp_path):
    for name in ("cosell", "npx"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\n")
        program.chmod(program.stat().st_mode | stat.S_IEXEC)
    path = {"PATH": str(tmp_path)}
    assert command({**path, "COSELL_BIN": str(tmp_path / "npx")}) == [str(tmp_path / "npx")]
    assert command({**path, "COSELL_BIN": "npx 'cosell@1'"}) == ["npx", "cosell@1"]
    assert command(path) == [str(tmp_path / "cosell")]
    os.remove(tmp_path / "cosell")
    assert command(path) == [str(tmp_path / "npx"), "--yes", "cosell"]
    os.remove(tmp_path / "npx")
    with pytest.raises(RuntimeError, match="COSELL_BIN"):
        command(path)
