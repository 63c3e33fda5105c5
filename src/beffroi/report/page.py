"""The report: one HTML file that holds everything, asks nothing of any network, and prints."""

import base64
import hashlib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup

from beffroi.foundation.figures import Figure
from beffroi.foundation.files import write_text
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import said_in_both
from beffroi.report import atlas, laying_out, scenario_plans, sheet
from beffroi.report.charts import charted
from beffroi.report.decision import documents
from beffroi.report.evidences import lines
from beffroi.report.exhibits import column_decimals, heading, number, said_rows
from beffroi.report.layers import groups_showing
from beffroi.report.sections import (
    QUALITY,
    TOWN,
    in_brief,
    numbered_sources,
    performances,
    section,
    sections,
    solutions_cited,
)  # fmt: skip
from beffroi.report.sisters import sisters
from beffroi.report.theme import variables
from beffroi.report.words import counted, dated, side_by_side
from beffroi.study.opened import Study

NOTES = "usages.notes"
"""The exhibit of what was said and seen, to which notes lead."""
MOST_EXHIBITS = 4
MOST_BESIDE, MOST_ROWS = 8, 40
"""Rows of a table that stands open: beside its chart, and alone. [1]"""
MOST_BRIEF = 28
"""Letters of a cell that, on a phone, shares its line with another. [1]"""
"""Exhibits of a section shown at once; the others are a click away."""
MOST_FIGURES = 60
"""Figures of a section shown at once, likewise."""
TEMPLATES = files("beffroi.report").joinpath("templates")


def write(study: Study, path: Path) -> None:
    """Write the report of a study, whole or not at all.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    write_text(path, rendered(study))


def rendered(study: Study) -> str:
    """Lay a study out as one self-contained page, in French and in English.

    Returns
    -------
    HTML whose policy (`Content-Security-Policy`) forbids every address and runs the page's own
    scripts alone.
    """
    shown = atlas.atlas(study)
    scripts = [asset("page.js")] + (shown.scripts if shown else [])
    styles = ([shown.style] if shown else []) + [style()]
    return (
        _environment(study)
        .get_template("page.html.j2")
        .render(
            **_parts(study),
            atlas=shown,
            scripts=[unescaped(script) for script in scripts],
            styles=[unescaped(style) for style in styles],
            script_hashes=unescaped(" ".join(map(hashed, scripts))),
            style_hashes=unescaped(" ".join(map(hashed, styles))),
        )
    )


def _parts(study: Study) -> dict[str, Any]:
    brief, others = in_brief(study.findings)
    return {
        "study": study,
        "folder": study.folder.name,
        "brief": brief,
        "others": others,
        "title": both("{town} – town-centre study – Beffroi").filled(town=study.name),
        "standfirst": sheet.standfirst(study.town),
        "programmes": sheet.programmes(study.town),
        "facts": sheet.facts(study.town),
        "peers": sheet.compared(study.town, study.peers),
        "town_section": section(study, TOWN),
        "sections": sections(study),
        "scenario_plans": scenario_plans.scenario_plans(study.layers, study.perimeter.polygon),
        "scenario_keys": scenario_plans.keys(study.layers),
    }


def _environment(study: Study) -> Environment:
    environment = laying_out.environment()
    environment.globals.update(_words(), figures={figure.id: figure for figure in study.figures})
    environment.globals.update(
        numbers=numbered_sources(study), heading=heading, sisters=sisters,
        charted=lambda exhibit: charted(exhibit, study.figures),
        said_rows=lambda exhibit: said_rows(exhibit, study.figures),
        groups_showing=groups_showing, evidence_lines=lines,
        most_exhibits=MOST_EXHIBITS, most_figures=MOST_FIGURES,
        most_beside=MOST_BESIDE, most_rows=MOST_ROWS, most_brief=MOST_BRIEF,
        findings={finding.id for finding in study.findings},
        rooms={section.room for section in sections(study)}, quality=QUALITY,
        notes_shown=NOTES, exhibit_ids={exhibit.id for exhibit in study.exhibits},
        weighed={need.id: need for need in study.needs},
        proposed_for={one.need for one in study.proposals}, solutions_cited=solutions_cited,
        performances=performances,
        documents=documents.DOCUMENTS if documents.are_writable() else (),
    )  # fmt: skip
    return environment


def _words() -> dict[str, Callable[..., Any] | dict[str, Words] | Words]:
    return {
        "t": lambda sentence: side_by_side(both(sentence)),
        "both": both,
        "say": side_by_side,
        "dated": dated,
        "counted": counted,
        "said": said_in_both,
        "interval_of": interval,
        "is_web": is_web,
        "tones": {
            "critical": both("Critical"),
            "watch": both("To watch"),
            "favourable": both("Favourable"),
            "context": both("Context"),
            "unknown": both("Unknown"),
        },
        "sides": {
            "for": both("Speaks for it"),
            "against": both("Speaks against it"),
            "unknown": both("Not known"),
        },
        "asked": {
            "for": both("Asked for"),
            "against": both("Asked for by few"),
            "divided": both("Asked for by some"),
            "unknown": both("Not settled"),
        },
        "agreements": {
            "agree": both("data and answers agree"),
            "data_only": both("shown by the data"),
            "people_only": both("asked for by those who answered"),
            "data_not_people": both("disagreement"),
            "people_not_data": both("disagreement"),
            "neither": both("no priority"),
            "unknown": both("open"),
        },
        "certainties": {
            "established": both("established"),
            "probable": both("probable"),
            "unknown": both("value unknown"),
        },
    }


def interval(figure: Figure) -> Words:
    """Say the bounds of a figure in both languages; its unit stands beside, with its value."""
    bounds = figure.interval or ()
    places = column_decimals(bounds, figure.unit)
    said_ = {
        language: " – ".join(number(bound, figure.unit, language, places) for bound in bounds)
        for language in LANGUAGES
    }
    return Words(**said_)


def is_web(address: str) -> bool:
    """Say whether an address may be made a link: a page of the web, and nothing that runs.

    Examples
    --------
    >>> is_web("https://www.insee.fr"), is_web("javascript:alert(1)")
    (True, False)
    """
    return urlsplit(address).scheme in {"http", "https"}


def style() -> str:
    """Return the look of every page, by day and by night."""
    light, dark = variables("light"), variables("dark")
    night = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"
    return f":root {{ {light} }}\n{night}\n{asset('style.css')}"


def asset(name: str) -> str:
    """Read a file of the templates."""
    return TEMPLATES.joinpath(name).read_text(encoding="utf-8")


def hashed(content: str) -> str:
    """Hash a script or a style as a page's policy names it."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def unescaped(ours: str) -> Markup:
    """Mark what Beffroi itself carries, and no study can change, as fit to stand as it is."""
    return Markup(ours)  # noqa: S704  (ours)
