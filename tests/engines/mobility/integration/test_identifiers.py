"""Identifiers behind keys: no two alike, none lost."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.mobility.integration.identifiers import (
    check_keys,
    key_of,
    namespaced,
    prefixed,
    shared,
)
from beffroi.engines.mobility.integration.inputs import Part
from beffroi.foundation.errors import InputError
from tests.engines.mobility.integration.feeds import BUS, COACH, IDENTIFIERS, part, text

KEYS = st.from_regex(r"[A-Za-z0-9_-]+", fullmatch=True).filter(lambda key: key != "joined")


@given(st.lists(KEYS, min_size=2, max_size=2, unique=True), st.text(), st.text())
def test_what_two_feeds_call_something_never_collides(
    keys: list[str], one: str, other: str
) -> None:
    check_keys(keys)

    ours, theirs = (prefixed(text(n), key)[0] for n, key in zip([one, other], keys, strict=True))

    assert ours != theirs
    assert [key_of(ours), key_of(theirs)] == keys


@given(st.lists(st.none() | st.text()), KEYS)
def test_an_identifier_is_read_back_and_a_missing_one_stays_missing(
    names: list[str | None], key: str
) -> None:
    made = prefixed(text(*names), key)

    back = [None if pd.isna(name) else str(name).removeprefix(f"{key}:") for name in made]
    assert back == names


def test_references_follow_what_they_name() -> None:
    tables = namespaced(part("bus", BUS), IDENTIFIERS)

    assert tables["stop_times"]["stop_id"].isin(tables["stops"]["stop_id"]).all()
    assert tables["stops"]["parent_station"].dropna().tolist() == ["bus:G"]
    assert tables["trips"]["service_id"].tolist() == tables["calendar"]["service_id"].tolist()


def test_the_rank_of_a_translated_call_is_no_identifier() -> None:
    frame = pd.DataFrame({"record_id": text("1"), "record_sub_id": text("3")})

    made = namespaced(Part("bus", {"translations": frame}), IDENTIFIERS)["translations"]

    assert made.loc[0].tolist() == ["bus:1", "3"]


def test_identifiers_in_common_are_listed() -> None:
    found = shared([part("bus", BUS), part("car", COACH)])

    assert found[found["table"] == "stops"]["identifier"].tolist() == ["1", "2", "3"]
    assert set(found["feeds"]) == {"bus, car"}


@pytest.mark.parametrize("keys", [["a", "a"], ["a:b"], ["é"], [""], ["joined"]])
def test_keys_that_could_collide_are_refused(keys: list[str]) -> None:
    with pytest.raises(InputError, match="cannot be used"):
        check_keys(keys)
