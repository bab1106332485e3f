"""A page as a test reads it: its links, its headings, its tables, its marks."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(("meta", "link", "input", "br", "hr", "img"))
ADDRESSES = ("href", "src", "action", "srcset", "poster", "formaction", "data", "ping")


@dataclass
class Element:
    """One element: its tag, its attributes, its text with that of all it holds, and the elements around it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    around: tuple[str, ...] = ()
    cells: list[Element] = field(default_factory=list)


class Page(HTMLParser):
    """A page taken apart. Raises ValueError where a tag closes another than the one that is open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(text)
        self.close()
        if self._open:
            raise ValueError(f"<{self._open[-1].tag}> is not closed")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {k: v or "" for k, v in attrs}, around=tuple(e.tag for e in self._open))
        self.elements.append(element)
        if tag in ("td", "th"):
            next(e for e in reversed(self._open) if e.tag == "tr").cells.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            raise ValueError(
                f"line {self.getpos()[0]}: </{tag}> closes {self._open[-1].tag if self._open else 'nothing'}"
            )
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        """The elements with these tags."""
        return [element for element in self.elements if element.tag in tags]

    def one(self, id_: str) -> Element:
        """The element of that id."""
        (found,) = (element for element in self.elements if element.attributes.get("id") == id_)
        return found

    def addresses(self) -> list[str]:
        """Every address that the page names."""
        return [e.attributes[name] for e in self.elements for name in ADDRESSES if name in e.attributes]

    def rows(self, *, after: str = "") -> list[list[str]]:
        """The cells of the rows of the tables, header cells included; of those after the element with an id."""
        start = self.elements.index(self.one(after)) if after else 0
        stop = next((n for n, e in enumerate(self.elements[start + 1 :], start + 1) if after and e.tag == "h2"), None)
        return [[" ".join(c.text.split()) for c in e.cells] for e in self.elements[start:stop] if e.tag == "tr"]
