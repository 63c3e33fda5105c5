"""Two invented scenarios of the small town made by hand: a shuttle that gains, a cut that loses."""

import geopandas as gpd
import shapely

from tests.report.twin import at, line, square, table

STATES = ["gained", "gained", "better", "same", "lost", "worse"]


def scenario_layers() -> dict[str, gpd.GeoDataFrame]:
    """Return the layers of both: six squares each, and a line, a zone and a place."""
    side = 2.4
    boxes = [square(side * n, side * m, side) for n in range(3) for m in range(2)]
    squares = table(
        rank=[1] * 6 + [2] * 6,
        within=[20] * 6 + [30] * 6,
        name_fr=["Navette"] * 6 + ["Ligne 2 supprimée"] * 6,
        name_en=["Shuttle"] * 6 + ["Line 2 cut"] * 6,
        population=[40.0, 12.0, 80.0, 9.0, 31.0, 7.0] * 2,
        minutes_before=[None, 41.0, 28.0, 20.0, 25.0, 22.0] * 2,
        minutes_after=[24.0, 26.5, 21.0, 20.0, None, 29.0] * 2,
        state=[*STATES[:4], "same", "same", "same", "same", *STATES[2:]],
        geometry=boxes * 2,
    )
    changes = table(
        rank=[1, 1, 1, 2],
        within=[20, 20, 20, 30],
        name_fr=["Navette"] * 3 + ["Ligne 2 supprimée"],
        name_en=["Shuttle"] * 3 + ["Line 2 cut"],
        kind=["add_line", "on_demand", "park_ride", "cut_line"],
        kind_fr=["ligne ajoutée", "transport à la demande", "parc relais", "ligne supprimée"],
        kind_en=["line added", "on-demand zone", "park and ride", "line cut"],
        change=["Navette", "Zone nord", "P+R Est", "2"],
        geometry=[
            line((0.5, 0.5), (3, 2), (7, 4)),
            square(4, 3, 2.5),
            shapely.Point(at(6, 1)),
            line((1, 4), (6, 0.5)),
        ],
    )
    return {"scenario_squares": squares, "scenario_changes": changes}
