"""Scenarios of a drawn town, and a decision among them: all of their costs are invented."""

import pandas as pd

MAIN = ("primary", "secondary")
"""Streets that cyclists avoid: one of them, made quiet, is a link that is truly missing."""
AVENUE = "Avenue"
"""How the names of the ways into the centre begin."""
LEAST = 0.0008
"""Shortest way that is worth a track: some 60 to 90 m. [°]"""
CADENCE, LINK = "scenario-cadence.toml", "scenario-liaison.toml"
INVENTED = "coûts inventés, pour montrer"
OFTEN = """\
# Scénario inventé : la ligne 1 plus souvent. / Invented scenario: line 1 more often.
[scenario]
id = "cadence"
name = {{ fr = "Ligne 1 toutes les dix minutes", en = "Line 1 every ten minutes" }}
date = {date}
source = "{invented}"

[[change]]
kind = "headway"
line = "1"
headway = 10
from = "06:00"
to = "20:00"
cost_per_km = [4.5, 6.0]
"""
QUIET = """\
# Scénario inventé : une piste cyclable. / Invented scenario: a bike track.
[scenario]
id = "liaison"
name = {{ fr = "Piste cyclable, {street}", en = "Bike track, {street}" }}
date = {date}
source = "{invented}"

[[change]]
kind = "bike_link"
name = "{street}"
path = [{path}]
stress = 1
cost = [8000, 15000]
"""
DECISION = """\
# Décision inventée : aucun nombre n'y est tapé, l'étude remplit les cases.
# Invented decision: no number is typed in, the study fills the cells.
[decision]
id = "mobilite"
title = {{ fr = "Venir au centre sans voiture", en = "Coming to the centre without a car" }}
date = {date}
invented = true

[[criterion]]
id = "minutes"
name = {{ fr = "Minutes gagnées vers le centre", en = "Minutes won to the centre" }}
indicator = "scenario.minutes_gained"
unit = "person·min"
worst = 0
best = 20000

[[criterion]]
id = "quiet"
name = {{ fr = "Trajets calmes vers les commerces", en = "Quiet trips to shops" }}
indicator = "scenario.quiet_trips.shopping"
unit = "1"
worst = 0
best = 1

[[criterion]]
id = "cost"
name = {{ fr = "Coût par an", en = "Cost a year" }}
indicator = "scenario.cost"
unit = "€/year"
worst = 500000
best = 0

[[option]]
id = "nothing"
name = {{ fr = "Ne rien faire", en = "Do nothing" }}
baseline = true

[[option]]
id = "cadence"
name = {{ fr = "Ligne 1 toutes les dix minutes", en = "Line 1 every ten minutes" }}
scenario = "cadence"

[[option]]
id = "liaison"
name = {{ fr = "Piste cyclable", en = "Bike track" }}
scenario = "liaison"

[[group]]
id = "inhabitants"
name = {{ fr = "Habitants", en = "Inhabitants" }}
members = 1
order = ["minutes > cost"]

[[group]]
id = "council"
name = {{ fr = "Conseil municipal", en = "Town council" }}
members = 1
order = ["cost > minutes"]
"""


def scenarios(nodes: pd.DataFrame, ways: pd.DataFrame, date: str) -> dict[str, str]:
    """Write the scenarios of a drawn town: a line doubled, and a track along a main road.

    Parameters
    ----------
    nodes, ways
        Its map.
    date
        Day of the town, ISO 8601.

    Returns
    -------
    Texts of SCENARIO.toml by file name.
    """
    street, path = _main_road(nodes, ways)
    places = dict.fromkeys(f"[{lon:.6f}, {lat:.6f}]" for lon, lat in path)
    return {
        CADENCE: OFTEN.format(date=date, invented=INVENTED),
        LINK: QUIET.format(date=date, invented=INVENTED, street=street, path=", ".join(places)),
    }


def _span(course: pd.DataFrame) -> float:
    return float((course.max() - course.min()).max())


def decision(date: str) -> str:
    """Write a decision among them, of which the study fills every cell."""
    return DECISION.format(date=date)


def _main_road(nodes: pd.DataFrame, ways: pd.DataFrame) -> tuple[str, list[tuple[float, float]]]:
    """Find the way into the centre nearest to the middle, or else the main road; and its course."""
    places = nodes.set_index("id")[["lon", "lat"]]
    middle = places.mean()
    tags = ways["tags"]
    is_main = [bool(tag.get("name")) and tag.get("highway") in MAIN for tag in tags]
    courses = {row: places.loc[list(ways["nodes"][row])] for row in ways.index[is_main]}
    courses = {row: one for row, one in courses.items() if _span(one) > LEAST} or courses
    nearest = min(
        courses,
        key=lambda row: (
            not str(tags[row]["name"]).startswith(AVENUE),
            float(((courses[row].mean() - middle) ** 2).sum()),
        ),
    )
    course = courses[nearest]
    return str(tags[nearest]["name"]), list(course.itertuples(index=False, name=None))
