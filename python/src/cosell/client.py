"""The client of a running server: the operator's actions, events, and boto3 clients."""

from __future__ import annotations

import json
import time
from typing import Any, Callable
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from .describe_requests import describe_requests
from .operator import Operator, StateExportAnswer

DEFAULT_ACCOUNT = "111122223333"
_POLL_SECONDS = 0.02
_SHOWN_EVENTS = 20


class CosellError(Exception):
    """A refusal of the operator's API."""

    def __init__(self, status: int, code: str, message: str, faults: list[str]) -> None:
        super().__init__(f"{code}: " + ("; ".join(faults) if len(faults) > 1 else message))
        self.status = status
        """The HTTP status."""
        self.code = code
        """The name of the exception, e.g. ValidationException."""
        self.faults = faults
        """The message of each fault."""


class Cosell(Operator):
    """A running server. Each of the operator's actions is a method, e.g. ``cosell.clock.advance(by="1d")``."""

    def __init__(self, endpoint: str, token: str | None = None, region: str = "us-east-1") -> None:
        super().__init__(self._call)
        self.endpoint = endpoint.rstrip("/")
        self.region = region
        self._token = token

    def client(self, service: str = "partnercentral-selling", account: str = DEFAULT_ACCOUNT, **options: Any) -> Any:
        """Returns a client of boto3 that acts as an account. Options go to ``boto3.client``, e.g. keys of a server that checks them."""
        import boto3  # type: ignore[import-untyped,import-not-found,unused-ignore]

        settings = {
            "endpoint_url": self.endpoint,
            "region_name": self.region,
            "aws_access_key_id": account,
            "aws_secret_access_key": "any",
        }
        return boto3.client(service, **{**settings, **options})

    def snapshot(self) -> StateExportAnswer:
        """Copies the whole state, including the clock and the injected failures."""
        return self.state.export()

    def restore(self, snapshot: StateExportAnswer) -> None:
        """Restores a copy; can be repeated."""
        self._call("PUT", "/_cosell/state", body=dict(snapshot))

    def wait_for_event(
        self,
        detail_type: str,
        account: str | None = None,
        where: Callable[[dict[str, Any]], bool] = lambda event: True,
        timeout: float = 10,
    ) -> dict[str, Any]:
        """Returns the first event of a type that fits, past or future. Raises TimeoutError, which lists the events seen instead."""
        deadline = time.monotonic() + timeout
        after = "0"
        seen: list[dict[str, Any]] = []
        while True:
            page: Any = self.events.list(account=account, after=after, limit=1000)
            for event in page["events"]:
                if event["detail-type"] == detail_type and where(event):
                    return dict(event)
            seen.extend(page["events"])
            after = page["next"]
            if page["events"]:
                continue
            if time.monotonic() >= deadline:
                raise TimeoutError(_missing(detail_type, timeout, seen))
            time.sleep(_POLL_SECONDS)

    def describe_requests(self) -> str:
        """Describes the calls in the journal, oldest first: refused ones with the reason and near misses."""
        return describe_requests(self)

    def _call(
        self,
        method: str,
        path: str,
        *,
        query: dict[str, Any] | None = None,
        body: dict[str, Any] | None = None,
    ) -> Any:
        given = {name: value for name, value in (query or {}).items() if value is not None}
        url = self.endpoint + path + (f"?{urlencode(given)}" if given else "")
        data = None
        headers = {"accept": "application/json"}
        if body is not None:
            data = json.dumps({name: value for name, value in body.items() if value is not None}).encode()
            headers["content-type"] = "application/json"
        if self._token:
            headers["authorization"] = f"Bearer {self._token}"
        try:
            with urlopen(Request(url, data, headers, method=method)) as response:
                text = response.read().decode()
                return json.loads(text) if "json" in response.headers.get("content-type", "") else text
        except HTTPError as refusal:
            raise _refused(refusal) from None


def _refused(refusal: HTTPError) -> CosellError:
    text = refusal.read().decode(errors="replace")
    try:
        answer = json.loads(text)
    except ValueError:
        answer = {}
    message = answer.get("Message") or answer.get("message") or f"The server answered with status {refusal.code}: {text[:200]}"
    faults = [fault["Message"] for fault in answer.get("ErrorList") or []]
    return CosellError(refusal.code, answer.get("__type", "Error"), message, faults)


def _missing(detail_type: str, timeout: float, seen: list[dict[str, Any]]) -> str:
    told = "".join(f"\n  {event['time']} {event['account']} {event['detail-type']}" for event in seen[-_SHOWN_EVENTS:])
    others = f"Seen instead:{told}" if told else "No event was seen at all."
    return f'No event "{detail_type}" came within {timeout} seconds. {others}'
