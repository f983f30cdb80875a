"""The words of an HTML body, without fetching, running or showing anything of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_MOST = 400_000  # characters read of one body
_DROPPED = {"script", "style", "head", "title", "template", "noscript", "svg", "object", "select", "textarea"}
_BLOCKS = {
    "p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr",
    "section", "article", "header", "footer", "dt", "dd",
}  # fmt: skip
_PARAGRAPHS = {"p", "blockquote", "ul", "ol", "h1", "h2", "h3", "hr"}


class _Words(HTMLParser):
    """Gathers words; what stands in a quote block gets a `>` before each line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._line: list[str] = []
        self._dropped = 0
        self._quotes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line; a quote block goes one deeper."""
        if tag in _DROPPED:
            self._dropped += 1
        if tag in _BLOCKS:
            self._end_line(tag in _PARAGRAPHS)
        if tag == "blockquote":
            self._quotes += 1

    def handle_endtag(self, tag: str) -> None:
        """And back."""
        if tag in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
        if tag in _BLOCKS and tag != "br":
            self._end_line(tag in _PARAGRAPHS)
        if tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)

    def handle_data(self, data: str) -> None:
        """Words, unless they are code."""
        if not self._dropped:
            self._line.append(data)

    def _end_line(self, is_paragraph: bool) -> None:
        words = " ".join("".join(self._line).split())
        self._line = []
        mark = "> " * min(self._quotes, 9)
        if words:
            self.lines.append(f"{mark}{words}")
        if is_paragraph and self.lines and self.lines[-1].strip("> "):
            self.lines.append(mark.rstrip())

    def text(self) -> str:
        """All lines so far."""
        self._end_line(False)
        return "\n".join(self.lines).strip()


def words_of(html: str) -> str:
    """The text of HTML; scripts, styles, forms' values, pictures and links' targets are left out."""
    # the parser may take quadratic time on declarations and comments never closed: they say nothing, so they go first
    html = re.sub(r"<[!?][^<>]{0,2000}>", " ", _without_comments(html[:_MOST]))
    html = re.sub(r"<[!?]", " ", html)
    parser = _Words()
    parser.feed(html)
    parser.close()
    return parser.text()


def _without_comments(html: str) -> str:
    first, *rest = html.split("<!--")
    return first + " ".join(part.partition("-->")[2] if "-->" in part else part for part in rest)
