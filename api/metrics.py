"""Counts and durations of requests, in the text form that Prometheus reads."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
BOUNDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


@dataclass(slots=True)
class Metrics:
    """What was counted since the start; written from the event loop alone."""

    requests: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    durations: dict[str, list[int]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Adds one request; methods that nobody defined are counted together."""
        self.requests[method if method in METHODS else "other", route, status] += 1
        buckets = self.durations.setdefault(route, [0] * (len(BOUNDS) + 1))
        buckets[bisect_left(BOUNDS, seconds)] += 1
        self.seconds[route] = self.seconds.get(route, 0.0) + seconds

    def text(self, base: Mapping[str, object]) -> str:
        """All counts as text, with what the base holds."""
        return "\n".join((*self._requests(), *self._durations(), *_base(base), ""))

    def _requests(self) -> Iterator[str]:
        yield "# HELP yidi_http_requests_total Requests answered, by method, route and status."
        yield "# TYPE yidi_http_requests_total counter"
        for (method, route, status), number in sorted(self.requests.items()):
            yield f'yidi_http_requests_total{{method="{method}",route="{route}",status="{status}"}} {number}'

    def _durations(self) -> Iterator[str]:
        name = "yidi_http_request_duration_seconds"
        yield f"# HELP {name} Time from the request's head to the end of its answer, by route."
        yield f"# TYPE {name} histogram"
        for route, buckets in sorted(self.durations.items()):
            total = 0
            for bound, number in zip((*map(str, BOUNDS), "+Inf"), buckets, strict=True):
                total += number
                yield f'{name}_bucket{{route="{route}",le="{bound}"}} {total}'
            yield f'{name}_sum{{route="{route}"}} {self.seconds[route]:.6f}'
            yield f'{name}_count{{route="{route}"}} {total}'


def _base(base: Mapping[str, object]) -> Iterator[str]:
    yield "# HELP yidi_base_info The base that is loaded."
    yield "# TYPE yidi_base_info gauge"
    yield f'yidi_base_info{{hash="{base["hash"]}"}} 1'
    yield "# HELP yidi_base_entries What the base holds, by kind."
    yield "# TYPE yidi_base_entries gauge"
    for kind, number in base.items():
        if isinstance(number, int):
            yield f'yidi_base_entries{{kind="{kind}"}} {number}'
