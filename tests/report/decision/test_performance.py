"""The performance table told cell by cell."""

from dataclasses import replace

from beffroi.foundation.language import Words
from beffroi.method.arbitration.arbitrated import arbitrated
from beffroi.method.arbitration.decision import Constraint, Label, Performance
from beffroi.report.decision.performance import performances
from tests.method.arbitration.choices import SOURCE, cell, decision, option


def test_every_cell_tells_its_number_class_date_and_sources() -> None:
    upper = replace(cell((0, 4)), bound="most", date="2021", note="devis",
                    remarks=(Words("moyenne", "average"),))  # fmt: skip
    town = decision(options=(option("near", a=12_500), option("none", baseline=True, a=(1, 2))))
    near = replace(town.options[0], cells=(*town.options[0].cells, ("b", upper)))
    town = replace(town, options=(near, town.options[1]))

    table = performances(arbitrated(town, SOURCE), "fr")

    cells = {
        (line.name, name): told
        for line in table.lines
        for name, told in zip(table.options, line.cells, strict=True)
    }
    assert cells["a", "near"].short == "12\u202f500 (D)"
    assert cells["a", "none"].dated == "1 – 2 (D, 2026)"
    assert cells["b", "near"].number == "au plus 4 [0 – 4]"
    assert cells["b", "near"].remarks == ("moyenne", "devis")
    assert cells["b", "near"].sources == ("Tableau inventé, essai, 15 janvier 2026",)
    assert cells["b", "near"].low == 0
    assert cells["b", "none"].short == "inconnu"
    assert cells["b", "none"].low is None
    assert set(table.dates) == {"2026", "2021"}
    assert table.lines[0].heading == "a (u)"


def test_options_ruled_out_follow_those_that_remain() -> None:
    law = Constraint("law", Label.of("Loi"), meets=(("near", False), ("far", True), ("none", True)))

    table = performances(arbitrated(decision(constraints=(law,)), SOURCE), "en")

    assert table.keys == ("A", "B", "C")
    assert table.options == ("far", "none", "near")
    assert not Performance().is_known
