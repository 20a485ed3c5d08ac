"""Pages of any other site may ask for what is open to everybody, as the environment allows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OPEN: Final = ("/sparql", "/.well-known/void")
_SHOWN: Final = "content-language, link, retry-after, x-request-id"
_PREFLIGHT: Final = {
    "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
    "access-control-allow-headers": "accept, accept-language, content-type",
    "access-control-max-age": "86400",
}


@dataclass(slots=True)
class Cors:
    """The application with every answer of the open routes readable from another site."""

    app: ASGIApp
    origins: str  # "*", one origin, or "none"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request; one that only asks for permission is answered here."""
        if scope["type"] != "http" or scope["path"] not in OPEN:
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and self.origins != "none":
                headers = MutableHeaders(scope=message)
                headers["access-control-allow-origin"] = self.origins
                headers["access-control-expose-headers"] = _SHOWN
                if self.origins != "*":
                    headers.add_vary_header("origin")
            await send(message)

        if scope["method"] == "OPTIONS":
            headers = {"allow": "GET, HEAD, POST, OPTIONS"} | (_PREFLIGHT if self.origins != "none" else {})
            await Response(None, 204, headers)(scope, receive, sending)
        else:
            await self.app(scope, receive, sending)
