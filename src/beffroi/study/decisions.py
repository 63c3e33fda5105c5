"""Decisions: the DECISION.toml that people write, read whole, every fault told at once."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from beffroi.foundation.errors import FaultyFileError, UnreadableFileError
from beffroi.foundation.files import decoded, unreadable
from beffroi.foundation.language import Words, both
from beffroi.foundation.toml_faults import fault
from beffroi.method.arbitration.checks import faults as decision_faults
from beffroi.method.arbitration.decision import (
    CUT,
    DRAWS,
    POINTS_MARGIN,
    SEED,
    Constraint,
    Criterion,
    Decision,
    Option,
)
from beffroi.study.decision_bounds import closed
from beffroi.study.decision_cells import (
    Facts,
    Joints,
    StudyFigures,
    cell_of,
    source_of,
    study_figure,
    usual_of,
)
from beffroi.study.decision_facts import shipped_fact
from beffroi.study.decision_groups import group_of, vote_of
from beffroi.study.decision_parts import Part
from beffroi.study.decision_scenarios import own_study, with_scenarios
from beffroi.study.decision_units import in_units

PARTS = (
    "decision", "method", "sources", "cells", "criterion", "constraint", "option", "group", "vote",
)  # fmt: skip
CRITERION_KEYS = (
    "id", "name", "unit", "worst", "best", "worst_words", "best_words", "value", "indifference",
    "preference", "veto", "rework", "acceptable", "indicator",
)  # fmt: skip
MOST_BYTES = 5_000_000
"""Largest file taken: a table of 500 options and 100 criteria weighs less."""
_FORMAT = "decision (DECISION.toml)"


def read(
    path: Path, *, facts: Facts = shipped_fact, figures: StudyFigures = study_figure
) -> Decision:
    """Read a decision, with the figures of studies and the facts of the catalogue joined in.

    Parameters
    ----------
    path
        The file; paths of studies in it are relative to its folder.
    facts
        Gives the facts of the catalogue's solutions.
    figures
        Gives the figures of studies.

    Raises
    ------
    UnreadableFileError
        If the file is absent, too large, or not TOML: the message names the line.
    FaultyFileError
        With everything in it that cannot be used.
    """
    faults: list[Words] = []
    decision = _decision(parsed(text(path)[0], path), path, facts, figures, faults)
    found = (*faults, *(() if faults else decision_faults(decision)))
    if found:
        raise FaultyFileError(path, format_name=_FORMAT, faults=found)
    return decision


def text(path: Path) -> tuple[str, str]:
    """Read the text of a decision, and the encoding found.

    Raises
    ------
    UnreadableFileError
        If it is absent, a folder, or too large.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFileError(
                path,
                found=both("it is larger than {most} bytes", most=MOST_BYTES),
                remedy="Check that this is the file of a decision.",
            )
        return decoded(path.read_bytes())
    except OSError as error:
        raise unreadable(path, error) from error


def parsed(toml: str, path: Path) -> dict[str, Any]:
    """Parse the text of a decision.

    Raises
    ------
    UnreadableFileError
        If it is not TOML: the message names the line.
    """
    try:
        return tomllib.loads(toml)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableFileError(
            path,
            found=both("it is not valid TOML ({said})", said=fault(error)),
            remedy="Mend that line and run the command again.",
        ) from error


def _decision(
    given: dict[str, Any], path: Path, facts: Facts, figures: StudyFigures, faults: list[Words]
) -> Decision:
    whole = Part(both("the file"), given, faults)
    whole.only(*PARTS)
    about = whole.table("decision", both("[decision]"))
    about.only("id", "title", "date", "invented")
    method = whole.table("method", both("[method]"))
    method.only("draws", "seed", "cut", "points_margin", "groups")
    measured = whole.tables("criterion", both("criterion"))
    criteria = tuple(map(_criterion, measured))
    options = _options(whole, measured, _joints(whole, path.parent, facts, figures))
    criteria, options = in_units(criteria, options)
    options = closed(criteria, options)
    cut, margin = method.number("cut"), method.number("points_margin")
    return Decision(
        id=about.text("id", needed=True),
        title=about.name("title"),
        date=about.day("date"),
        invented=about.truth("invented"),
        options=options,
        criteria=criteria,
        constraints=tuple(map(_constraint, whole.tables("constraint", both("constraint")))),
        groups=tuple(map(group_of, whole.tables("group", both("group")))),
        votes=tuple(map(vote_of, whole.tables("vote", both("vote")))),
        aggregation="members"
        if method.one_of("groups", ("equal", "members"), "equal") == "members"
        else "equal",
        draws=method.whole("draws", DRAWS),
        seed=method.whole("seed", SEED),
        cut=CUT if cut is None else cut,
        points_margin=POINTS_MARGIN if margin is None else margin,
    )


def _joints(whole: Part, folder: Path, facts: Facts, figures: StudyFigures) -> Joints:
    listed = whole.table("sources", both("[sources]"))
    sources = {
        id_: source_of(listed.table(id_, both("[sources.{id}]", id=id_)), id_)
        for id_ in listed.given
    }
    cells = whole.table("cells", both("[cells]"))
    study = cells.text("study") or own_study(folder)
    return Joints(folder, sources, facts, figures, usual_of(cells, sources), study)


def _criterion(part: Part) -> Criterion:
    part.only(*CRITERION_KEYS)
    return Criterion(
        id=part.text("id", needed=True),
        name=part.name(),
        unit=part.text("unit", needed=True),
        worst=part.needed_number("worst"),
        best=part.needed_number("best"),
        worst_words=part.label("worst_words"),
        best_words=part.label("best_words"),
        knots=_knots(part),
        indifference=part.number("indifference") or 0.0,
        preference=part.number("preference"),
        veto=part.number("veto"),
        rework=part.number("rework"),
        acceptable=part.number("acceptable"),
    )


def _knots(part: Part) -> tuple[tuple[float, float], ...]:
    value = part.given.get("value", [])
    listed = value if isinstance(value, list) else [value]
    knots = [Part(part.where, {"value": point}, part.faults).pair("value") for point in listed]
    return tuple(knot for knot in knots if knot is not None)


def _constraint(part: Part) -> Constraint:
    part.only("id", "name", "criterion", "at_least", "at_most", "meets", "source")
    meets = part.table("meets")
    return Constraint(
        id=part.text("id", needed=True),
        name=part.name(),
        criterion=part.text("criterion"),
        at_least=part.number("at_least"),
        at_most=part.number("at_most"),
        meets=tuple((option, _is_met(meets, option)) for option in meets.given),
        source=part.text("source"),
    )


def _is_met(meets: Part, option: str) -> bool | None:
    if meets.given[option] in ("unknown", "inconnu"):
        return None
    return meets.truth(option)


def _options(whole: Part, criteria: Sequence[Part], joints: Joints) -> tuple[Option, ...]:
    """Read the options; their scenarios fill the cells that nobody wrote."""
    parts = whole.tables("option", both("option"))
    units = {_said(one, "id"): _said(one, "unit") for one in criteria}
    indicators = {_said(one, "id"): one.text("indicator") for one in criteria}
    told = {id_: indicator for id_, indicator in indicators.items() if indicator}
    named = tuple(str(part.given["scenario"]) for part in parts if part.given.get("scenario"))
    return tuple(_option(part, units, told, named, joints) for part in parts)


def _said(part: Part, key: str) -> str:
    """Return a text whose faults were told already."""
    return str(part.given.get(key, ""))


def _option(
    part: Part,
    units: dict[str, str],
    indicators: dict[str, str],
    named: tuple[str, ...],
    joints: Joints,
) -> Option:
    part.only("id", "name", "baseline", "solution", "scenario", "cells")
    solution, cells = part.text("solution"), part.table("cells")
    part.text("scenario")
    by_hand = [
        (id_, cell_of(cells, id_, units.get(id_, ""), solution, joints)) for id_ in cells.given
    ]
    own = Part(part.where, cells.given, part.faults)
    return Option(
        id=part.text("id", needed=True),
        name=part.name(),
        cells=(*by_hand, *with_scenarios(part.given, own, indicators, joints, named)),
        baseline=part.truth("baseline"),
        solution=solution,
    )
