"""XML as it is written."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from beffroi.formats.netex.nodes import lines, node


@given(st.text(max_size=9), st.text(max_size=9))
def test_whatever_is_written_can_be_read(text: str, value: str) -> None:
    whole = "\n".join(lines(node("a", [node("b", text, c=value), node("d", iter([]))])))

    assert ET.fromstring(whole)[0].tag == "b"
