"""Describes the calls in the journal for the output of a failed test."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .operator import Operator

# More calls than these are counted only: the end of a test is the part that failed.
_SHOWN = 20
_BODY_LENGTH = 600


def describe_requests(operator: Operator) -> str:
    """Describes the calls, oldest first: refused ones with the reason and near misses."""
    page = operator.requests.list(limit=1000)
    entries = page["requests"]
    if not entries:
        return "cosell got no request in this test."
    newest = list(reversed(entries[:_SHOWN]))
    total = f"{len(entries)}{' or more' if 'next' in page else ''}"
    which = f"The last {_SHOWN} of {total} requests" if len(entries) > _SHOWN else "The requests"
    lines = [f"{which} that cosell got in this test, oldest first:"]
    for number, entry in enumerate(newest, len(entries) - len(newest) + 1):
        lines += _describe(operator.requests.get(id=entry["id"]), number)
    return "\n".join(lines)


def _describe(detail: Any, number: int) -> list[str]:
    who = detail.get("account") or detail.get("accessKeyId") or "nobody known"
    operation = detail.get("operation") or f"({detail['service']})"
    about = f" ({', '.join(detail['resources'][:3])})" if detail["resources"] else ""
    outcome = detail.get("errorCode") or detail["outcome"]
    head = f"  {number}. {who} {operation} → {detail['status']} {outcome}{about}"
    why = [] if detail["outcome"] == "ok" else [*_explained(detail), *_sent(detail), f"request id: {detail['id']}"]
    return [head, *(f"     {line}" for line in [*why, *_effects(detail)])]


def _explained(detail: Any) -> list[str]:
    explanation = detail.get("explanation")
    if explanation is None:
        return []
    lines = [detail["message"]] if "message" in detail else []
    lines += [f"What it means: {explanation['means']}", f"What to do:    {explanation['advice']}"]
    for fault in explanation["faults"]:
        lines.append(f"- {fault['message']} [{fault['code']}]")
        if "needed" in fault:
            lines.append(f"    needed: {fault['needed']}")
    return [*lines, *(f"Near miss: {need}" for need in explanation["needed"])]


def _effects(detail: Any) -> list[str]:
    lines = [f"It recorded the event {event['type']} for {event['account']}." for event in detail["events"]]
    for task in detail["tasks"]:
        reason = f" ({task['reasonCode']})" if task.get("reasonCode") else ""
        lines.append(f"Its task {task['id']} is {task['status']}{reason}.")
    return lines


def _sent(detail: Any) -> list[str]:
    body = detail.get("request", {}).get("body", {})
    text = json.dumps(body["json"], ensure_ascii=False) if "json" in body else body.get("text")
    if text is None:
        return []
    return [f"Sent: {text if len(text) <= _BODY_LENGTH else f'{text[:_BODY_LENGTH]}… ({len(text)} characters)'}"]
