"""The heat table of docs/coverage.md as SVG: a row for each decision, a column for each province."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from coverage_known import Known

LEGEND: Final = {
    "official": ("官方来源", "official source"),
    "official-part": ("官方来源，部分情形", "the same, for some cases"),
    "unofficial": ("非官方来源", "unofficial source"),
    "unofficial-part": ("非官方来源，部分情形", "the same, for some cases"),
    "hint": ("只有限度或非官方说法", "a bound or a claim alone"),
    "unknown": ("不知道", "not known"),
}
PALETTES: Final[Mapping[str, Mapping[str, str]]] = {
    "light": {
        "page": "#ffffff",
        "ink": "#1f2328",
        "faint": "#59636e",
        "rule": "#d1d9e0",
        "official": "#0b6bcb",
        "official-part": "#93c5f5",
        "unofficial": "#c2570c",
        "unofficial-part": "#f6bd8e",
        "hint": "#b8a9d9",
        "unknown": "#eceff2",
    },
    "dark": {
        "page": "#0d1117",
        "ink": "#e6edf3",
        "faint": "#9198a1",
        "rule": "#30363d",
        "official": "#4aa3ff",
        "official-part": "#1d4f85",
        "unofficial": "#f0883e",
        "unofficial-part": "#7a4319",
        "hint": "#6e5a9c",
        "unknown": "#21262d",
    },
}
SECTIONS: Final = {
    "": ("一般", "General"),
    "filing": ("备案", "Filing"),
    "settlement": ("结算", "Settlement"),
    "benefit": ("待遇", "Benefits"),
}
_CELL, _ROW, _GAP = 19, 17, 2
_LEFT, _TOP, _RIGHT, _EDGE = 330, 148, 84, 12
_FONT: Final = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
_LONG_NAMES: Final = ("内蒙古", "黑龙江")


def picture(known: Known, palette: str) -> str:
    """The SVG in one of the palettes."""
    colours = PALETTES[palette]
    provinces = list(next(iter(map(known.shares, known.kinds))))
    sections = _sections(known)
    height = _TOP + sum(26 + len(names) * _ROW for names in sections.values()) + _EDGE
    width = _LEFT + len(provinces) * _CELL + _RIGHT + _EDGE
    body = [*_legend(colours), *_columns(known, provinces, colours)]
    y = _TOP
    for section, names in sections.items():
        y += 20
        zh, en = SECTIONS[section]
        body.append(_text(_EDGE, y - 4, f"{zh} {en}", colours["ink"], "font-weight='600'"))
        body.append(f"<path d='M{_EDGE} {y + 1.5}H{width - _EDGE}' stroke='{colours['rule']}'/>")
        y += 6
        for name in names:
            body += _row(known, name, provinces, y, colours)
            y += _ROW
    size = f"viewBox='0 0 {width} {height}' width='{width}' height='{height}'"
    return "\n".join(
        [
            f"<svg xmlns='http://www.w3.org/2000/svg' {size} font-family=\"{_FONT}\" font-size='11' role='img'>",
            "<title>Which decisions are known for which provinces 各省各判定事项知道多少</title>",
            f"<rect width='{width}' height='{height}' fill='{colours['page']}'/>",
            *body,
            "</svg>\n",
        ]
    )


def _sections(known: Known) -> dict[str, list[str]]:
    """The decisions by the part of the answer in which they stand."""
    found: dict[str, list[str]] = {section: [] for section in SECTIONS}
    for name in known.kinds:
        part, _, rest = known.base.vocabulary.decisions[name].answer_path.partition(".")
        found[part if rest and part in SECTIONS else ""].append(name)
    return {section: names for section, names in found.items() if names}


def _legend(colours: Mapping[str, str]) -> Iterator[str]:
    for i, (kind, (zh, en)) in enumerate(LEGEND.items()):
        y = 14 + i * 20
        yield f"<rect x='{_EDGE}' y='{y}' width='22' height='13' rx='2' fill='{colours[kind]}'/>"
        yield _text(_EDGE + 30, y + 10.5, zh, colours["ink"])
        yield _text(_EDGE + 158, y + 10.5, en, colours["faint"])


def _columns(known: Known, provinces: list[str], colours: Mapping[str, str]) -> Iterator[str]:
    labels = known.base.places.labels
    for i, code in enumerate(provinces):
        x = _LEFT + i * _CELL + _CELL / 2 + 4
        zh = next((n for n in _LONG_NAMES if labels[code]["zh"].startswith(n)), labels[code]["zh"][:2])
        en = labels[code]["en"]
        for kind in (" Province", " Municipality", " Autonomous Region", " Zhuang", " Hui", " Uygur"):
            en = en.removesuffix(kind)
        turned = f"transform='rotate(-90 {x:g} {_TOP - 2})'"
        yield _text(x, _TOP - 2, f"{zh} {en}", colours["ink"], turned)
    x = _LEFT + len(provinces) * _CELL + _RIGHT - 4
    yield _text(x, _TOP - 16, "知道的统筹区", colours["faint"], "text-anchor='end' font-size='10'")
    yield _text(x, _TOP - 3, "areas known", colours["faint"], "text-anchor='end' font-size='10'")


def _row(known: Known, name: str, provinces: list[str], y: int, colours: Mapping[str, str]) -> Iterator[str]:
    labels = known.base.vocabulary.decisions[name].labels
    yield _text(_EDGE, y + 12, labels["zh"], colours["ink"])
    yield _text(_LEFT - 10, y + 12, labels["en"], colours["faint"], "text-anchor='end'")
    shares = known.shares(name)
    for i, code in enumerate(provinces):
        x, total = float(_LEFT + i * _CELL), shares[code].total()
        for kind in LEGEND:
            part = (_CELL - _GAP) * shares[code][kind] / total
            if part:
                yield (
                    f"<rect x='{x:.4g}' y='{y}' width='{part:.3g}' height='{_ROW - _GAP}' fill='{colours[kind]}'>"
                    f"<title>{escape(known.base.places.labels[code]['zh'])}：{shares[code][kind]}/{total} "
                    f"{LEGEND[kind][0]}</title></rect>"
                )
            x += part
    areas = [kind for kinds in shares.values() for kind in kinds.elements()]
    known_areas = sum(kind not in ("hint", "unknown") for kind in areas)
    shown = f"{known_areas}/{len(areas)}" if 0 < known_areas < len(areas) else "—" if not known_areas else "✓"
    x = _LEFT + len(provinces) * _CELL + _RIGHT - 4
    yield _text(x, y + 12, shown, colours["ink"], "text-anchor='end'")


def _text(x: float, y: float, text: str, colour: str, more: str = "") -> str:
    return f"<text x='{x:g}' y='{y:g}' fill='{colour}'{' ' + more if more else ''}>{escape(text)}</text>"
