"""Pooling: the carpool journeys proved, and the rules of the local incentive, of a study."""

from collections.abc import Iterator

import pandas as pd

from beffroi.formats import carpool_rides, incentive_rules
from beffroi.foundation.language import Words
from beffroi.study.ground import town_of
from beffroi.study.workshop import Made, Step, Workshop
from beffroi.territory.incentives import Incentive


def steps(shop: Workshop) -> Iterator[Step]:
    """Make the step that reads the proofs."""
    if "rides" in shop.entries:
        words = Words("Covoiturages prouvés", "Carpooling proved")
        yield Step("rides", words, read_rides, after=("registers",), inputs=("rides",))
    if "incentives" in shop.entries:
        words = Words("Incitation au covoiturage", "Carpool incentive")
        yield Step("incentives", words, read_rules, after=("registers",), inputs=("incentives",))


def read_rides(shop: Workshop) -> Made:
    """Read the journeys that touch the town."""
    code = town_of(shop).code
    reading = carpool_rides.read(shop.path("rides"), communes=[code] if code else [])
    said = [words.as_json() for words in reading.warnings]
    return {
        "carpool_rides.parquet": reading.table,
        "rides.json": {"date": reading.date, "rows": reading.rows, "warnings": said},
    }


def read_rules(shop: Workshop) -> Made:
    """Read the rules, so that a faulty file is told before anything rests on it."""
    rules = incentive_rules.read(shop.path("incentives"))
    days = [rule.valid_from for rule in rules if rule.valid_from]
    return {
        "incentives.json": {"date": max(days, default=""), "rows": len(rules), "warnings": []},
    }


def rules_of(shop: Workshop) -> tuple[Incentive, ...]:
    """Return the rules of the local incentive; none if they were not given."""
    known = "incentives" in shop.entries
    return incentive_rules.read(shop.path("incentives")) if known else ()


def rides_of(shop: Workshop) -> pd.DataFrame | None:
    """Return the journeys proved; None if they were not given."""
    return shop.table("carpool_rides") if "rides" in shop.entries else None
