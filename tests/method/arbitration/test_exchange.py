"""Frozen values as JSON and back."""

import json
from dataclasses import dataclass
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.language import Words
from beffroi.method.arbitration.decision import Decision
from beffroi.method.arbitration.exchange import as_json, from_json
from tests.method.arbitration.choices import decision, group, option, swing


@dataclass(frozen=True)
class Leaf:
    """A value with every kind of field."""

    name: str
    kind: Literal["x", "y"]
    count: int
    share: float | None
    pair: tuple[float, float] | None
    many: tuple[tuple[str, float | None], ...]
    said: Words
    sure: bool = True


numbers = st.floats(allow_nan=False, allow_infinity=False)


@given(
    st.builds(
        Leaf, st.text(), st.sampled_from(["x", "y"]), st.integers(), st.none() | numbers,
        st.none() | st.tuples(numbers, numbers),
        st.lists(st.tuples(st.text(), st.none() | numbers)).map(tuple),
        st.builds(Words, st.text(), st.text()), st.booleans(),
    )
)  # fmt: skip
def test_what_is_written_reads_back(leaf: Leaf) -> None:
    assert from_json(Leaf, json.loads(json.dumps(as_json(leaf), allow_nan=False))) == leaf


def test_a_whole_decision_reads_back() -> None:
    whole = decision(
        groups=(
            group("g", swing(a=100, b=5), comparisons=(("a", "b", 3.0),), criteria=("a", "b")),
        ),
        options=(option("x", a=(1, 2), b=None), option("n", baseline=True)),
    )

    assert from_json(Decision, json.loads(json.dumps(as_json(whole)))) == whole
