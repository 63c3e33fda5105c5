"""Workshop: a step is done again only when what it rests on changed."""

from pathlib import Path

import pandas as pd
import pytest

from beffroi.foundation.language import Words
from beffroi.store import results
from beffroi.store.manifest import Entry
from beffroi.study.settings import Settings
from beffroi.study.workshop import Step, Workshop

WORDS = Words("Compter", "Counting")


def entry(sha256: str) -> Entry:
    return Entry("osm", "osm", "a.osm", "a.osm", "OSM", "OSM", "ODbL", "", sha256, 1, "2026")


def workshop(folder: Path, sha256: str = "ab") -> Workshop:
    store = results.Results(folder)
    return Workshop(folder, Settings("35236"), {"osm": entry(sha256)}, store)


def count(shop: Workshop) -> dict[str, object]:
    return {"n.json": {"n": 1}, "rows.parquet": pd.DataFrame({"id": ["a"]})}


def double(shop: Workshop) -> dict[str, object]:
    return {"twice.json": {"n": 2 * shop.document("n")["n"]}}


COUNT = Step("count", WORDS, count, inputs=("osm",))
DOUBLE = Step("double", WORDS, double, after=("count",))


def test_a_step_is_done_once(tmp_path: Path) -> None:
    assert workshop(tmp_path).run(COUNT)
    assert not workshop(tmp_path).run(COUNT)


def test_another_source_makes_a_step_and_those_after_it_stale(tmp_path: Path) -> None:
    first = workshop(tmp_path)
    first.run(COUNT)
    first.run(DOUBLE)

    second = workshop(tmp_path, sha256="cd")

    assert second.run(COUNT)
    assert second.run(DOUBLE)


def test_another_option_makes_a_step_stale(tmp_path: Path) -> None:
    workshop(tmp_path).run(COUNT)

    other = Step("count", WORDS, count, inputs=("osm",), options={"street": "Grande Rue"})

    assert not workshop(tmp_path).is_fresh(other)


def test_a_step_is_not_fresh_before_those_it_rests_on(tmp_path: Path) -> None:
    shop = workshop(tmp_path)
    shop.run(COUNT)
    shop.run(DOUBLE)

    assert not workshop(tmp_path).is_fresh(DOUBLE)


def test_outputs_read_back(tmp_path: Path) -> None:
    shop = workshop(tmp_path)
    shop.run(COUNT)

    assert shop.document("n") == {"n": 1}
    assert shop.table("rows")["id"].tolist() == ["a"]


def test_a_step_that_fails_leaves_no_output(tmp_path: Path) -> None:
    def fail(shop: Workshop) -> dict[str, object]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        workshop(tmp_path).run(Step("fail", WORDS, fail))

    assert not (tmp_path / "n.json").exists()
