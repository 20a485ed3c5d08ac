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
    "malformed-rdf": (
        422,
        {"en": "The body is not well-formed RDF", "zh": "请求体不是合法的 RDF"},
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
    "no-such-query": (
        404,
        {"en": "There is no such query", "zh": "没有这个查询"},
        {
            "en": "The nearest name is {nearest}; all are listed at /v1/queries.",
            "zh": "最接近的名称是 {nearest}；全部查询见 /v1/queries。",
        },
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
    "not-a-query-request": (
        400,
        {"en": "This is no query of the SPARQL protocol", "zh": "不是 SPARQL 协议的查询请求"},
        {
            "en": "Give one `query`: as a parameter of GET, in a form, or as a body of type application/sparql-query.",
            "zh": "请给出一个 query：GET 参数、表单字段，或类型为 application/sparql-query 的请求体。",
        },
    ),
    "malformed-query": (
        400,
        {"en": "The query is not SPARQL 1.1", "zh": "查询不是合法的 SPARQL 1.1"},
        {"en": "Line {line}, column {column}: {why}.", "zh": "第 {line} 行第 {column} 列：{why}。"},
    ),
    "invalid-query": (
        400,
        {"en": "The query cannot be understood", "zh": "无法理解该查询"},
        {"en": "{why}", "zh": "{why}"},
    ),
    "undeclared-prefix": (
        400,
        {"en": "The query uses a prefix that it does not declare", "zh": "查询使用了未声明的前缀"},
        {
            "en": "Line {line}, column {column}: {prefix} is not declared. Begin with PREFIX {prefix} <…>.",
            "zh": "第 {line} 行第 {column} 列：{prefix} 没有声明。请在开头写 PREFIX {prefix} <…>。",
        },
    ),
    "escape-refused": (
        400,
        {"en": "The query writes a character of the syntax as a code", "zh": "查询用编码书写了语法字符"},
        {
            "en": 'Line {line}, column {column}: write the character of {escape} itself, or as \\n, \\" and so on.',
            "zh": '第 {line} 行第 {column} 列：请直接书写 {escape} 所代表的字符，或用 \\n、\\t、\\" 等。',
        },
    ),
    "unknown-graph": (
        400,
        {"en": "The query names graphs that are not here", "zh": "查询指定的图不在此处"},
        {
            "en": "There is no {graphs}. There are: {known}. Without FROM all of them are asked.",
            "zh": "没有 {graphs}。现有：{known}。不写 FROM 则查询全部。",
        },
    ),
    "update-refused": (
        403,
        {"en": "Nothing can be changed here", "zh": "此处不能更改数据"},
        {
            "en": "Only SELECT, ASK, CONSTRUCT and DESCRIBE are answered. Data is loaded with `yidi load`.",
            "zh": "仅受理 SELECT、ASK、CONSTRUCT、DESCRIBE。数据请用 yidi load 载入。",
        },
    ),
    "service-refused": (
        403,
        {"en": "No other server is asked from here", "zh": "此处不会访问其他服务器"},
        {
            "en": "Line {line}, column {column}: leave SERVICE out, or use a client that asks several servers.",
            "zh": "第 {line} 行第 {column} 列：请去掉 SERVICE，或改用能访问多个服务器的客户端。",
        },
    ),
    "query-too-large": (
        413,
        {"en": "The query is too large", "zh": "查询过长"},
        {
            "en": "At most {limit} bytes are read. Ask in several queries.",
            "zh": "最多读取 {limit} 字节，请分多次查询。",
        },
    ),
    "result-too-large": (
        422,
        {"en": "The result is too large", "zh": "结果过大"},
        {
            "en": "At most {limit} bytes are given. Ask for less, or for a part with ORDER BY, LIMIT and OFFSET.",
            "zh": "最多返回 {limit} 字节。请缩小范围，或用 ORDER BY、LIMIT、OFFSET 分段查询。",
        },
    ),
    "query-too-heavy": (
        422,
        {"en": "The query takes too much memory", "zh": "查询占用内存过多"},
        {
            "en": "It needs more than {megabytes} MB, or nests too deep. Ask for less at once.",
            "zh": "所需内存超过 {megabytes} MB，或嵌套过深。请缩小查询。",
        },
    ),
    "store-unavailable": (
        502,
        {"en": "The server that holds the data does not answer as it should", "zh": "存放数据的服务器没有正常应答"},
        {
            "en": "It is {reason}. Whoever runs this service should look at that server.",
            "zh": "状态：{reason}。请联系本服务的运维人员检查该服务器。",
        },
    ),
    "too-busy": (
        503,
        {"en": "Too many queries are waiting", "zh": "等待中的查询过多"},
        {"en": "Try again in {retry_after} seconds.", "zh": "请在 {retry_after} 秒后重试。"},
    ),
    "query-timeout": (
        504,
        {"en": "The query took too long and was stopped", "zh": "查询超时，已停止"},
        {
            "en": "A query may take {limit} seconds. Ask for less, or say more of what is wanted.",
            "zh": "每个查询最多 {limit} 秒。请缩小范围，或写明更多条件。",
        },
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
        if "retry_after" in self.details:
            headers["retry-after"] = str(self.details["retry_after"])
        if self.kind in ("body-too-large", "query-too-large", "timeout"):  # the rest of the body is not waited for
            headers["connection"] = "close"
        return Response(to_json(content), self.status, headers, MEDIA_TYPE)
