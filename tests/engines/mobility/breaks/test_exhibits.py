"""Exhibits of breaks."""

from beffroi.engines.mobility.breaks.exhibits import exhibits
from beffroi.engines.mobility.breaks.found import found_breaks
from tests.engines.mobility.breaks.drawn import both


def test_tables_say_which_lines_where_when_and_what_would_mend() -> None:
    inputs, quality = both()
    shown = {one.id: one for one in exhibits(inputs, quality, found_breaks(inputs, quality))}

    row = shown["mobility.missed_connections"].rows[0]
    assert row[0] == "12 · Cars Bleus → Place St-Michel"
    assert row[3] == "A · Réseau TIB → Hôpital"
    assert row[6] == "–", "no later departure"
    assert shown["mobility.useful_shifts"].rows[0][3:4] == (5.0,)
    assert shown["mobility.useful_shifts"].rows[0][-1] == 1.0
    assert [row[:2] for row in shown["mobility.unlinked_pairs"].rows] == [
        ("Ville", "Village"), ("Ville", "Le Désert"), ("Village", "Le Désert"),
    ]  # fmt: skip
    assert shown["mobility.fare_breaks"].rows == (
        ("Réseau TIB", "Cars Bleus", "Gare", 0.0, 1.0, 0.0),
    )
