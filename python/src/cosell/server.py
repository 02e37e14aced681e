"""Starts a server as a process, or finds one that runs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from .client import Cosell

# npx may have to download the package first. Only a server that hangs is ended.
_START_SECONDS = 300
_END_SECONDS = 30


class Server:
    """A server with its client. Ends its process with ``close``, or at the end of a ``with`` block."""

    def __init__(self, cosell: Cosell, process: subprocess.Popen[str] | None = None) -> None:
        self.cosell = cosell
        self.process = process
        """Absent if the server was there before."""

    def close(self) -> None:
        """Ends the process, if it is one of ours. Idempotent."""
        process, self.process = self.process, None
        if process is None:
            return
        _signal(process, signal.SIGTERM)
        try:
            process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            _kill(process)
            process.wait()
        if process.stdout:
            process.stdout.close()

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def start(*flags: str, environment: Mapping[str, str] | None = None) -> Server:
    """Starts ``cosell serve`` on a free port with data in memory, and waits until it is ready.

    Flags are those of ``cosell serve``. With COSELL_ENDPOINT in the environment that server is used instead, with
    COSELL_OPERATOR_TOKEN if it has a token. Raises RuntimeError that says why there is no server.
    """
    variables = os.environ if environment is None else environment
    token = variables.get("COSELL_OPERATOR_TOKEN")
    endpoint = variables.get("COSELL_ENDPOINT")
    if endpoint:
        cosell = Cosell(endpoint, token)
        try:
            cosell.health()
        except OSError as error:
            raise RuntimeError(f"There is no server at {endpoint}, which COSELL_ENDPOINT names: {error}") from None
        return Server(cosell)
    own = ["serve", "--port", "0", "--data", "memory", "--log-level", "error"]
    return _run([*command(variables), *own, *flags], variables, token)


def command(variables: Mapping[str, str]) -> Sequence[str]:
    """Returns the command of cosell: COSELL_BIN, the checkout that this package is in, ``cosell`` on the path, or npx."""
    named = variables.get("COSELL_BIN")
    if named:
        return [named] if Path(named).exists() else shlex.split(named)
    path = variables.get("PATH")
    main = Path(__file__).resolve().parents[3] / "src" / "cli" / "main.ts"
    candidates = [("node", [str(main)] if main.exists() else None), ("cosell", []), ("npx", ["--yes", "cosell"])]
    for program, arguments in candidates:
        found = shutil.which(program, path=path)
        if found and arguments is not None:
            return [found, *arguments]
    raise RuntimeError(
        "There is no cosell here. Set COSELL_BIN to its executable, COSELL_ENDPOINT to a server that runs, or install Node.js, "
        "whose npx fetches it."
    )


def _run(arguments: Sequence[str], variables: Mapping[str, str], token: str | None) -> Server:
    with tempfile.TemporaryFile("w+") as said:
        try:
            # A group of its own, because npx starts the server as a child.
            process = subprocess.Popen(
                arguments, stdout=subprocess.PIPE, stderr=said, text=True, env=dict(variables), start_new_session=True
            )
        except OSError as error:
            raise RuntimeError(f"cosell cannot be started as {shlex.join(arguments)}: {error}") from None
        limit = threading.Timer(_START_SECONDS, _kill, [process])
        limit.daemon = True
        limit.start()
        ready = None
        for line in process.stdout or []:
            ready = re.match(r"cosell ready on (\S+)", line)
            if ready:
                break
        limit.cancel()
        if ready:
            return Server(Cosell(ready.group(1), token), process)
        _kill(process)
        process.wait()
        said.seek(0)
        raise RuntimeError(f"cosell ended before it was ready, started as {shlex.join(arguments)}:\n{said.read().strip()}")


def _signal(process: subprocess.Popen[str], number: int) -> None:
    try:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, number)
        else:
            process.terminate()
    except ProcessLookupError:
        pass


def _kill(process: subprocess.Popen[str]) -> None:
    _signal(process, getattr(signal, "SIGKILL", signal.SIGTERM))
