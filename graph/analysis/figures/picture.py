"""A picture: a matplotlib figure with title in two languages, legend and source line, as SVG, PDF and PNG.

Nothing global is changed: the style holds while a picture is drawn and written. A character without a glyph is an
error, never a box.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import UsageError
from graph.version import VERSION

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from graph.analysis.networks import Network

# Families with the glyphs of simplified Chinese, in the order in which they are taken.
FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Microsoft YaHei",
    "SimHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "Noto Sans CJK JP",
)
# Okabe & Ito (2008): eight colours that are told apart with every kind of colour vision.
BLUE, SKY, ORANGE, RED = "#0072B2", "#56B4E9", "#E69F00", "#D55E00"
INK, GREY, PALE = "#222222", "#777777", "#DDDDDD"

_STYLE: dict[str, Any] = {
    "axes.unicode_minus": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "font.size": 9.0,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "pdf.fonttype": 3,  # outlines: fonts of the CFF kind cannot be embedded as TrueType
    "svg.fonttype": "path",  # looks the same where the font is not installed
    "svg.hashsalt": "policygraph",
}


@cache
def chinese_font() -> str:
    """The family that Chinese is drawn in, the first of ``FONTS`` that matplotlib finds.

    Raises:
        UsageError: matplotlib is not installed, or there is no such font.
    """
    found = _families()
    for family in FONTS:
        if family in found:
            return family
    raise UsageError(
        "no font with Chinese characters was found",
        hint="install one: apt install fonts-noto-cjk (Debian, Ubuntu), dnf install google-noto-sans-cjk-fonts "
        "(Fedora), else Noto Sans SC; then delete matplotlib's font cache",
    )


def _families() -> set[str]:
    try:
        from matplotlib.font_manager import fontManager
    except ImportError as error:
        raise UsageError("matplotlib is not installed", hint="pip install 'policygraph[notebooks]'") from error
    return {font.name for font in fontManager.ttflist}


class Picture:
    """A finished picture; a notebook shows it as PNG.

    Args:
        title: in Chinese and English.
        network: whose reading and data version the source line names; also which document.
        size: width and height in inches.
        draw: draws into the figure, legend included.

    Raises:
        UsageError: a font is missing, see :func:`chinese_font`; or a character has no glyph in any font.
    """

    def __init__(
        self, title: tuple[str, str], network: Network, size: tuple[float, float], draw: Callable[[Figure], None]
    ) -> None:
        self._title, self._source, self._size, self._draw = title, source_line(network), size, draw
        self._png = self._written("png", {"Software": None})  # now: what a notebook raises while showing is lost

    def svg(self) -> bytes:
        """SVG, text as outlines; equal data gives equal bytes."""
        return self._written("svg", {"Date": None})

    def pdf(self) -> bytes:
        """PDF; equal data gives equal bytes."""
        return self._written("pdf", {"CreationDate": None})

    def png(self) -> bytes:
        """PNG of 150 dots an inch."""
        return self._png

    def save(self, folder: str | Path, name: str) -> list[Path]:
        """Write ``name``.svg and ``name``.pdf into the folder, which is made if need be."""
        Path(folder).mkdir(parents=True, exist_ok=True)
        files = {Path(folder) / f"{name}.svg": self.svg(), Path(folder) / f"{name}.pdf": self.pdf()}
        for path, data in files.items():
            path.write_bytes(data)
        return list(files)

    def _repr_png_(self) -> bytes:
        return self.png()

    def _written(self, format_: str, metadata: dict[str, Any]) -> bytes:
        """The picture in a format, drawn anew: writing a figure moves its parts, so that the second time differs."""
        out = io.BytesIO()
        with _styled():
            self._drawn().savefig(out, format=format_, metadata=metadata, dpi=150)
        return out.getvalue()

    def _drawn(self) -> Figure:
        from matplotlib.figure import Figure

        figure = Figure(figsize=self._size, layout="constrained")
        figure.suptitle("\n".join(self._title), x=0.01, ha="left", fontsize=11, linespacing=1.3)
        self._draw(figure)
        figure.supxlabel(self._source, x=0.01, ha="left", fontsize=7, color=GREY)
        return figure


def label(told: dict[str, Any]) -> str:
    """An agency's short name; the full one where the short one is only its end (省财政厅 of 浙江省财政厅: whose?)."""
    name, short = str(told["name"]), str(told["short"])
    return name if name.endswith(short) else short


def source_line(network: Network) -> str:
    """Where the figures come from: document, program, reading, data version."""
    about = network.graph
    return (
        f"来源 source: {about['document'] or '全部已载入文件 all loaded documents'} · policygraph {VERSION} · "
        f"读法 reading: {about['reading']} · 数据版本 data version: {about['data_version']}"
    )


@contextmanager
def _styled() -> Iterator[None]:
    family = chinese_font()
    import matplotlib as mpl

    style: Any = {**_STYLE, "font.family": [family, "DejaVu Sans"]}
    with mpl.rc_context(style), warnings.catch_warnings():
        warnings.filterwarnings("error", message=r"(?s).*Glyph.*missing")
        try:
            yield
        except UserWarning as warning:
            raise UsageError(
                f"a character cannot be drawn: {warning}", hint="install a font that has it, e.g. fonts-noto-cjk"
            ) from warning
