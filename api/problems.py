"""What went wrong with a request, as problem details (RFC 9457), in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from pydantic_core import to_json
from starlette.responses import Response

from yidi.engine import MESSAGES
from yidi.errors import Fault
from yidi.names import individual

MEDIA_TYPE: Final = "application/problem+json"

# Kind: status, then what is wrong and what to do, in either language.
KINDS: Final[Mapping[str, tuple[int, Mapping[str, str], Mapping[str, str]]]] = {
    "malformed-json": (
        422,
        {"en": "The body is not JSON", "zh": "请求体不是 JSON"},
        {"en": "Line {line}, column {column}: {why}.", "zh": "第 {line} 行第 {column} 列：{why}。"},
    ),
    "nested-too-deep": (
        422,
        {"en": "The body is nested too deep", "zh": "请求体嵌套过深"},
        {"en": "At most {limit} levels are read.", "zh": "最多读取 {limit} 层。"},
    ),
    "not-utf-8": (
        422,
        {"en": "The body is not text in UTF-8", "zh": "请求体不是 UTF-8 编码的文本"},
        {"en": "Byte {byte} cannot be read. Send UTF-8.", "zh": "第 {byte} 个字节无法读取，请使用 UTF-8 编码。"},
    ),
    "incomplete": (
        400,
        {"en": "The body did not arrive in full", "zh": "请求体不完整"},
        {"en": "The connection was closed early.", "zh": "连接提前关闭。"},
    ),
    "not-found": (
        404,
        {"en": "There is nothing here", "zh": "此处没有内容"},
        {"en": "The routes are listed at /docs.", "zh": "所有路径见 /docs。"},
    ),
    "method-not-allowed": (
        405,
        {"en": "This method is not used here", "zh": "此处不使用该方法"},
        {"en": "Use {allow}.", "zh": "请使用 {allow}。"},
    ),
    "not-acceptable": (
        406,
        {"en": "The answer cannot be given in a form that is accepted", "zh": "无法以所要求的格式作答"},
        {"en": "Accept one of: {offered}.", "zh": "Accept 可为：{offered}。"},
    ),
    "timeout": (
        408,
        {"en": "The body took too long to arrive", "zh": "请求体到达超时"},
        {"en": "It must arrive within {limit} seconds.", "zh": "须在 {limit} 秒内到达。"},
    ),
    "body-too-large": (
        413,
        {"en": "The body is too large", "zh": "请求体过大"},
        {"en": "At most {limit} bytes are read. Send fewer cases.", "zh": "最多读取 {limit} 字节，请减少案例数量。"},
    ),
    "unsupported-content-type": (
        415,
        {"en": "The body's content type is not read here", "zh": "不支持该请求体类型"},
        {"en": "Send content-type: {offered}, uncompressed.", "zh": "请使用 content-type: {offered}，不压缩。"},
    ),
    "invalid-case": (
        422,
        {"en": "The case has faults", "zh": "案例有误"},
        {"en": "Correct what `errors` names, by path.", "zh": "请按路径更正 errors 中所列各项。"},
    ),
    "invalid-parameter": (
        422,
        {"en": "The query parameters have faults", "zh": "查询参数有误"},
        {"en": "Correct what `errors` names.", "zh": "请更正 errors 中所列各项。"},
    ),
    "too-many-cases": (
        422,
        {"en": "There are too many cases in one request", "zh": "一次请求的案例过多"},
        {
            "en": "At most {limit} are decided at once; there are {count}.",
            "zh": "一次最多 {limit} 个，现有 {count} 个。",
        },
    ),
    "internal-error": (
        500,
        {"en": "The answer could not be made", "zh": "无法作答"},
        {
            "en": "This is our fault. Please report it with the response's x-request-id.",
            "zh": "这是我们的问题，请附上响应头 x-request-id 反馈。",
        },
    ),
    "engine-not-available": (
        501,
        {"en": "This engine is not available here", "zh": "此处没有该引擎"},
        {"en": "Leave `engine` out, or use engine=painted.", "zh": "请省略 engine，或使用 engine=painted。"},
    ),
    "other": (
        400,
        {"en": "The request cannot be met", "zh": "无法处理该请求"},
        {"en": "The routes are described at /docs.", "zh": "各路径的说明见 /docs。"},
    ),
}


class Problem(Exception):  # noqa: N818 - the RFC's word for it
    """A request that cannot be met: of a kind above, with what its words need and what else is to be told."""

    def __init__(
        self, kind: str, *, faults: Iterable[Fault] = (), status: int | None = None, **details: object
    ) -> None:
        self.kind = kind
        self.faults = tuple(faults)
        self.status = KINDS[kind][0] if status is None else status
        self.details = details
        super().__init__(kind)

    def response(self, language: str | None = None) -> Response:
        """The problem as a response, in English where no language was asked for.

        Its `details` are members too, and every fault stands under `errors`.
        """
        language = language or MESSAGES
        _, title, detail = KINDS[self.kind]
        content: dict[str, object] = {
            "type": individual("problem", self.kind),
            "title": title[language],
            "status": self.status,
            "detail": detail[language].format(**self.details),
            **self.details,
        }
        if self.faults:
            content["errors"] = [{"path": fault.path, "message": fault.message} for fault in self.faults]
        headers = {"content-language": language, "cache-control": "no-store"}
        if "allow" in self.details:
            headers["allow"] = str(self.details["allow"])
        if self.kind in ("body-too-large", "timeout"):  # the rest of the body is not waited for
            headers["connection"] = "close"
        return Response(to_json(content), self.status, headers, MEDIA_TYPE)
