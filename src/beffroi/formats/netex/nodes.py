"""XML as it is written: elements in the order given, escaped, a few at a time."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


@dataclass(frozen=True, slots=True)
class Node:
    """An element.

    Attributes
    ----------
    tag
        Its name.
    attributes
        Names and values, in order.
    content
        Its text; or its children, which may be made only when they are written.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...]
    content: "str | Iterable[Node]"


def node(tag: str, content: "str | Iterable[Node]" = "", **attributes: str) -> Node:
    """Make an element; two underscores in the name of an attribute stand for a colon."""
    named = tuple((name.replace("__", ":"), value) for name, value in attributes.items())
    return Node(tag, named, content)


def lines(one: Node, depth: int = 0) -> Iterator[str]:
    """Write an element, line by line.

    Examples
    --------
    >>> list(lines(node("a", [node("b", "x < y", id="1")])))
    ['<a>', '  <b id="1">x &lt; y</b>', '</a>']
    """
    indent = "  " * depth
    said = "".join(f" {name}={quoteattr(_clean(value))}" for name, value in one.attributes)
    if isinstance(one.content, str):
        text = escape(_clean(one.content))
        yield (
            f"{indent}<{one.tag}{said}>{text}</{one.tag}>"
            if text
            else f"{indent}<{one.tag}{said}/>"
        )
        return
    yield f"{indent}<{one.tag}{said}>"
    for child in one.content:
        yield from lines(child, depth + 1)
    yield f"{indent}</{one.tag}>"


def _clean(text: str) -> str:
    return UNWRITABLE.sub("", text)
