"""Only what stands above the targets is swept, and each target keeps its column."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.kernels.hierarchy import contract
from beffroi.kernels.hierarchy.selection import everything, selection
from tests.kernels.graph.drawing import Drawn, drawn_towns


@given(drawn_towns(), st.data())
@settings(max_examples=30, deadline=None)
def test_whatever_stands_above_a_rank_is_swept_before_it(town: Drawn, data: st.DataObject) -> None:
    hierarchy = contract(town.graph(), densest=data.draw(st.floats(0, 6)))
    targets = data.draw(st.lists(st.integers(0, town.n_nodes - 1)))
    travel, nodes = hierarchy.outward, np.array(targets, dtype=np.int64)

    selected = selection(hierarchy, travel, nodes)

    swept = set(range(hierarchy.n_core))
    for rank in selected.ranks.tolist():
        arcs = slice(travel.down.indptr[rank], travel.down.indptr[rank + 1])
        assert swept.issuperset(travel.down.upper[arcs].tolist())
        swept.add(rank)
    assert swept.issuperset(selected.first.tolist() + selected.last.tolist())


@given(drawn_towns())
@settings(max_examples=20, deadline=None)
def test_selecting_all_nodes_one_by_one_is_selecting_everything(town: Drawn) -> None:
    hierarchy = contract(town.graph())

    one_by_one = selection(hierarchy, hierarchy.inward, np.arange(town.n_nodes))

    whole = everything(hierarchy, hierarchy.inward)
    assert all(np.array_equal(*parts) for parts in zip(one_by_one, whole, strict=True))
