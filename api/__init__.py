"""The same answers over HTTP: a thin layer over `yidi` that knows no rule."""

from yidi.api.app import create_app
from yidi.api.server import serve
from yidi.api.settings import Settings

__all__ = ["Settings", "create_app", "serve"]
