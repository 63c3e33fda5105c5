"""The review of a timetable."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.engines.mobility.validity import remarks, rules
from tests.engines.mobility.validity.feeds import CLEAN, DAY, found, tables

EXTRA = {
    "transfers": "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nHALLE,PORT,2,300\n",
    "shapes": "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\n"
    "S,47.65,-2.09,1\nS,47.66,-2,2\n",
    "calendar_dates": "service_id,date,exception_type\nSEM,20260501,2\n",
    "frequencies": "trip_id,start_time,end_time,headway_secs\nB1,07:00:00,09:00:00,600\n",
}
FILES = CLEAN | EXTRA
CELLS = [
    (name, match.start(), match.end())
    for name, text in FILES.items()
    for match in re.finditer(r"[^,\n]+", text)
]


def test_a_clean_timetable_is_left_in_peace() -> None:
    assert found(EXTRA) == {}


def test_nothing_at_all_is_borne() -> None:
    assert [remark.code for remark in remarks({}, DAY)] == ["feed_never_runs"]


@settings(max_examples=12)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(CELLS),
            st.sampled_from(["", "0", "-1", "99999", "é", "ZZZ", "25:61:00", "1e9", "PORT", "A1"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_no_damage_makes_the_rules_fall(damages: list[tuple[tuple[str, int, int], str]]) -> None:
    files = dict(FILES)
    for (name, start, end), put in damages:
        files[name] = files[name][:start] + put + files[name][end:]

    remarked = remarks(tables(files), DAY)

    assert {remark.code for remark in remarked} <= set(rules())


@settings(max_examples=8)
@given(st.sets(st.sampled_from(sorted(FILES))))
def test_no_file_is_asked_for(lost: set[str]) -> None:
    held = {name: frame for name, frame in tables(EXTRA).items() if name not in lost}

    assert {remark.code for remark in remarks(held, DAY)} <= set(rules())


def test_the_same_timetable_gives_the_same_remarks() -> None:
    broken = EXTRA | {"stops": CLEAN["stops"] + "PORT2,Le Port,47.648,-2.083,,\n"}

    one, other = (
        [remark.rows.to_dict() for remark in remarks(tables(broken), DAY)] for _ in range(2)
    )

    assert one == other
