"""Exhibits of a study of vitality: what its charts draw, each with its table beside."""

import math
from collections.abc import Iterator

from beffroi.foundation.language import Words, both
from beffroi.report.commerce_vitality_map import AGES
from beffroi.study.commerce_vitality import UNDATED, Vitality
from beffroi.territory.exhibit import Exhibit, Field

MOST_PAIRS = 12
"""Pairs of families that the page tells, at most."""


def exhibits(made: Vitality) -> Iterator[tuple[str, Exhibit]]:
    """Lay out the exhibits of a study, with the section of the page that each belongs to."""
    if made.whole.vacant:
        yield "vacancy", ages(made)
    yield "offer", shops_by_family(made)
    if made.specialities is not None:
        yield "offer", specialities(made)
    found = made.pairs[made.pairs["is_found"]]
    if len(found):
        yield "offer", pairs(made)
    if made.past is not None:
        yield "changes", years(made)
        if len(made.past.hazards):
            yield "lives", hazards(made)


def ages(made: Vitality) -> Exhibit:
    """Count vacant premises by age."""
    rows = tuple(
        (AGES[age.key], _known(age.low) if age.key != UNDATED else None, _known(age.high),
         _known(age.share), float(age.premises)) for age in made.ages
    )  # fmt: skip
    return Exhibit(
        "vitality.ages", both("Vacant premises by age"), "bars",
        (Field("age", both("Age")), Field("least", both("Least share"), "1"),
         Field("most", both("Greatest share"), "1"),
         Field("share", both("Share of the dated"), "1"),
         Field("premises", both("Premises"), "premises")), rows, (),
        both("Shares are of the vacant premises whose age is known, with Wilson's interval at "
             "95%."),
    )  # fmt: skip


def shops_by_family(made: Vitality) -> Exhibit:
    """Count premises by family, with their vacancy."""
    rows = tuple(
        (family_name(made, one.name), float(one.vacant) if made.whole.vacant else None,
         float(one.premises - one.vacant)) for one in made.of_families
    )  # fmt: skip
    return Exhibit(
        "vitality.families", both("Shops by family"), "bars",
        (Field("family", both("Family")), Field("vacant", both("Vacant"), "premises"),
         Field("trading", both("Trading"), "shop")), rows, (),
        both("A vacant premises counts with what traded there last, where the map tells."),
    )  # fmt: skip


def specialities(made: Vitality) -> Exhibit:
    """Compare families with those of other towns."""
    table = made.specialities
    assert table is not None  # noqa: S101  (the caller asked)
    rows = tuple(
        (family_name(made, str(row["family"])), float(row["shops"]), _known(row["quotient"]),
         _known(row["shrunk_low"]), _known(row["shrunk_high"]), _known(row["shrunk"]))
        for row in table.to_dict("records")
    )  # fmt: skip
    return Exhibit(
        "vitality.specialities", both("What this town has more of, or less, than the others"),
        "bars",
        (Field("family", both("Family")), Field("shops", both("Trading shops"), "shop"),
         Field("raw", both("Quotient as counted"), "ratio"), Field("low", both("Low"), "ratio"),
         Field("high", both("High"), "ratio"), Field("quotient", both("Quotient"), "ratio")),
        rows, (),
        both("Location quotient: 1 where the town has its share. Drawn towards 1 as far as small "
             "counts tell little."),
    )  # fmt: skip


def pairs(made: Vitality) -> Exhibit:
    """Tell the families that seek or shun one another."""
    found = made.pairs[made.pairs["is_found"]].head(MOST_PAIRS)
    rows = tuple(
        (family_name(made, str(row["around"])), family_name(made, str(row["family"])),
         float(row["ratio"]), float(row["discovery"])) for row in found.to_dict("records")
    )  # fmt: skip
    return Exhibit(
        "vitality.pairs", both("Families that stand together, or apart"), "table",
        (Field("around", both("Around")), Field("family", both("one finds")),
         Field("ratio", both("times as many as chance"), "ratio"),
         Field("discovery", both("Share of false finds"), "1")), rows, (),
        both("Within 100 m (Jensen, 2006); families dealt out anew 999 times; at most one find in "
             "twenty is expected to be false. That they stand together does not say why."),
    )  # fmt: skip


def years(made: Vitality) -> Exhibit:
    """Count openings and closings by year."""
    assert made.past is not None  # noqa: S101  (the caller asked)
    rows: list[tuple[str | Words | float | None, ...]] = []
    for row in made.past.years.to_dict("records"):
        year = str(row["year"]) if row["is_whole"] else f"{row['year']}*"
        rows += [(year, both("opened"), float(row["opened"])),
                 (year, both("closed"), float(row["closed"]))]  # fmt: skip
    return Exhibit(
        "vitality.years", both("Openings and closings by year"), "grouped_bars",
        (Field("year", both("Year")), Field("what", both("What")),
         Field("shops", both("Number of shops"), "shop")), tuple(rows), (),
        both("As the register declares them: closings of the last two years are not all declared "
             "yet. * year not over on the day of the file."),
    )  # fmt: skip


def hazards(made: Vitality) -> Exhibit:
    """Tell what goes with shops that close sooner."""
    assert made.past is not None  # noqa: S101  (the caller asked)
    rows = tuple(
        (_covariate(made, str(row["covariate"])), float(row["probability"]), float(row["low"]),
         float(row["high"]), float(row["ratio"])) for row in made.past.hazards.to_dict("records")
    )  # fmt: skip
    return Exhibit(
        "vitality.hazards", both("What goes with shops that close sooner"), "bars",
        (Field("what", both("What")), Field("probability", both("By chance alone"), "1"),
         Field("low", both("Low"), "ratio"), Field("high", both("High"), "ratio"),
         Field("ratio", both("Ratio"), "ratio")), rows, (),
        both("Times as many closings (Cox's model): 1 where nothing differs. Families are beside "
             "the largest one. Vacancy near is that of today: that it goes with closings does not "
             "say which comes first."),
    )  # fmt: skip


def _covariate(made: Vitality, key: str) -> Words:
    if key.startswith("family:"):
        return family_name(made, key.removeprefix("family:"))
    return {"main_street": both("On the main street"),
            "vacancy_near": both("A tenth more of the premises within 50 m vacant"),
            "chain": both("Of a chain")}[key]  # fmt: skip


def family_name(made: Vitality, key: str) -> Words:
    """Name a family in both languages."""
    known = made.families.get(key)
    return Words(key, key) if known is None else known.name


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
