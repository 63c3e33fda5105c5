"""The account of a reading."""

import numpy as np
import pandas as pd

from beffroi.formats.gtfs.ledger import Ledger
from beffroi.foundation.language import Words

WHY = Words(fr="au hasard", en="by chance")


def test_rows_set_aside_keep_their_line_and_the_reason() -> None:
    ledger = Ledger()
    frame = pd.DataFrame({"stop_id": ["A", "B", "C"], "stop_name": ["a", None, "c"]})

    kept = ledger.without(frame, "stops", np.array([False, True, False]), WHY)

    assert kept.index.tolist() == [0, 2]
    told = ledger.set_aside["stops"][0]
    assert told.drop(columns="stop_name").to_dict("records") == [
        {
            "stop_id": "B",
            "line": 3,
            "reason_fr": "au hasard",
            "reason_en": "by chance",
        }
    ]
    assert ledger.warnings == [
        Words(
            fr="stops.txt : 1 ligne mise de côté, au hasard : ligne 3 « B, ∅ ».",
            en="stops.txt: 1 row set aside, by chance: line 3 'B, ∅'.",
        )
    ]


def test_nothing_is_said_when_nothing_is_set_aside() -> None:
    ledger = Ledger()
    frame = pd.DataFrame({"stop_id": ["A"]})

    assert ledger.without(frame, "stops", np.array([False]), WHY) is frame
    assert not ledger.warnings


def test_lines_are_found_by_the_file_where_it_is_known() -> None:
    ledger = Ledger(finders={"stops": lambda rows: [row + 10 for row in rows]})

    assert ledger.lines("stops", [1]) == [11]
    assert ledger.lines("trips", [1]) == [3]
