import re
import xml.etree.ElementTree as ET
from dataclasses import replace

from beffroi.foundation.figures import Figure
from beffroi.foundation.language import Words
from beffroi.report.charts import INK, MOST_BARS, SERIES, WIDTH, charted
from beffroi.territory.exhibit import Exhibit, Field
from tests.report import twin


def texts(exhibit: Exhibit, language: str, *figures: Figure) -> list[str]:
    drawings = ET.fromstring(f"<div>{charted(exhibit, figures)}</div>")
    return [
        "".join(element.itertext())
        for drawing in drawings
        if drawing.get("lang") == language
        for element in drawing.iter("{http://www.w3.org/2000/svg}text")
    ]


def test_bars_bear_their_names_and_values_in_each_language() -> None:
    assert {"boulangerie", "coiffeur", "12", "9"} <= set(texts(twin.TRADES, "fr"))
    assert {"bakery", "hairdresser", "12", "9"} <= set(texts(twin.TRADES, "en"))


def shares(*cells: tuple[float | None, float, float]) -> Exhibit:
    fields = [
        Field(key, Words(key, key), unit, missing="hidden")
        for key, unit in (("answer", ""), ("low", "1"), ("high", "1"), ("share", "1"))
    ]
    rows = tuple((f"réponse {n}", low, high, share) for n, (share, low, high) in enumerate(cells))
    return replace(twin.TRADES, fields=tuple(fields), rows=rows)


def drawn(exhibit: Exhibit, kind: str, colour: str) -> int:
    """Count the marks of a kind and a colour in the French drawing."""
    french = charted(exhibit).split("</div>")[0]
    return len(re.findall(f'<{kind} [^>]*"{colour}"', french))


def test_an_unknown_value_is_said_and_has_no_bar() -> None:
    assert {"presse", "inconnu"} <= set(texts(twin.TRADES, "fr"))
    assert drawn(twin.TRADES, "path", SERIES[0]) == 2


def test_bars_bear_their_intervals() -> None:
    exhibit = shares((0.5, 0.4, 0.6), (0.0, 0.0, 0.1), (0.2, 0.1, 0.3), (0.7, 0.7, 0.7))

    assert drawn(exhibit, "line", INK) == 3
    assert drawn(twin.TRADES, "line", INK) == 0


def test_what_is_hidden_is_a_dashed_frame_and_not_a_bar_of_nothing() -> None:
    exhibit = shares((0.5, 0.4, 0.6), (None, 0.0, 0.65))

    assert drawn(exhibit, "path", SERIES[0]) == 1
    assert charted(exhibit).count("stroke-dasharray") == 2  # One in each language.
    assert "masqué" in texts(exhibit, "fr")


def test_a_long_name_is_whole_above_its_bar() -> None:
    name = "Dans une zone commerciale ou un autre quartier de la commune"
    long = replace(twin.TRADES, rows=((name, 3.0), ("ailleurs", 1.0)))

    assert any(text.replace(" ", "") == name.replace(" ", "") for text in texts(long, "fr"))


def test_a_chart_is_read_on_a_phone_without_being_shrunk() -> None:
    name = "Rendre les commerces visibles : qui, où, quand, et jusqu'à quelle heure du soir"
    long = replace(twin.TRADES, rows=((name, 3.0), (f"{name} ?", 1.0)))
    grouped = replace(
        twin.REACH, rows=tuple((f"{name} {row[0]}", *row[1:]) for row in twin.REACH.rows)
    )

    for exhibit in (twin.TRADES, long, shares((0.5, 0.4, 0.6), (None, 0.0, 1.0)), grouped):
        for width in re.findall(r'<svg [^>]*? width="([\d.]+)"', charted(exhibit)):
            assert float(width) <= 1.06 * WIDTH


def test_grouped_bars_name_their_groups() -> None:
    assert {"à pied", "à vélo", "5 min", "7\u202f200"} <= set(texts(twin.REACH, "fr"))


def test_a_line_says_what_its_axes_measure() -> None:
    assert {"heure", "départs"} <= set(texts(twin.HOURS, "fr"))
    assert {"hour", "departures"} <= set(texts(twin.HOURS, "en"))


def test_a_table_is_not_drawn() -> None:
    assert charted(twin.FEES) == ""


def test_a_single_value_or_a_crowd_of_them_is_left_to_the_table() -> None:
    crowd = tuple((f"rue {n}", float(n)) for n in range(3 * MOST_BARS))

    assert charted(replace(twin.TRADES, rows=twin.TRADES.rows[:1])) == ""
    assert charted(replace(twin.TRADES, rows=crowd)) == ""


def test_colours_are_left_to_the_page() -> None:
    svg = charted(twin.TRADES)

    assert f'fill="{INK}"' in svg
    assert f'fill="{SERIES[0]}"' in svg


def test_a_hostile_name_cannot_break_out_of_a_chart() -> None:
    name = '"><script>alert(1)</script>'
    hostile = replace(twin.TRADES, title=Words(name, name), rows=((name, 1.0), ("b", 2.0)))

    svg = charted(hostile)

    assert "<script" not in svg
    assert '="">' not in svg


def test_a_bar_is_said_no_more_finely_than_its_figure() -> None:
    people = twin.figure("mobility.reach.walk", 1234.0, "person", interval=(900.0, 1600.0))
    row = (("5 min", Words("à pied", "on foot"), 1234.0), *twin.REACH.rows[1:])
    ids = ("mobility.reach.walk", *[""] * (len(row) - 1))

    drawn = texts(replace(twin.REACH, rows=row, figures=ids), "fr", people)

    assert "environ 1\u202f230" in drawn
    assert "1\u202f234" not in drawn
