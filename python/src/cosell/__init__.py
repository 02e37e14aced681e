"""Test code for AWS Partner Central against cosell: a server, its operator's actions, and fixtures for pytest."""

from .client import Cosell, CosellError
from .server import Server, start

__all__ = ["Cosell", "CosellError", "Server", "start"]
