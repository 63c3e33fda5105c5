"""Level of traffic stress: how a street feels to somebody on a bicycle, from 1 to 4."""

import numpy as np
import numpy.typing as npt
import pandas as pd

SEPARATED = {"track", "separate", "opposite_track"}
LANE = {"lane", "opposite_lane", "shared_busway", "share_busway"}
QUIET = {"living_street", "service", "track", "pedestrian", "cycleway", "footway", "path"}
LOCAL = {"residential", "unclassified", "road"}
SLOW, MEDIUM = 30.0, 50.0


def speed_limit(streets: pd.DataFrame) -> pd.Series:
    """Read the speed limit of each street.

    Returns
    -------
    Limit; NaN where `maxspeed` is absent or is not a number. ``FR:zone30`` and its like give 30,
    ``walk`` gives 6. [km/h]
    """
    text = streets["maxspeed"].fillna(streets["zone_maxspeed"]).fillna(streets["maxspeed_type"])
    lowered = text.str.lower().str.strip()
    named = lowered.map({"walk": 6.0, "fr:walk": 6.0, "fr:urban": 50.0, "fr:rural": 80.0})
    digits = lowered.str.extract(r"^(?:[a-z]{2}:)?(?:zone:?)?(\d+(?:\.\d+)?)(?:\s*km/h)?$")[0]
    miles = lowered.str.extract(r"^(\d+)\s*mph$")[0].astype(float) * 1.609344
    return named.astype(float).fillna(digits.astype(float)).fillna(miles)


def stress(streets: pd.DataFrame) -> npt.NDArray[np.int8]:
    """Give each street its level of traffic stress from the tags at hand.

    1: apart from cars, or a street of 30 km/h at most with one lane each way; 2: a cycle lane or a
    local street of 50 km/h; 3: a main street with a lane, or of 30 km/h without; 4: the rest.

    Parameters
    ----------
    streets
        Table `STREETS`.

    Returns
    -------
    (n_streets,)
        Level, 1 to 4. [1]

    References
    ----------
    M. C. Mekuria, P. G. Furth, H. Nixon, Low-Stress Bicycling and Network Connectivity, Mineta
    Transportation Institute, report 11-19, 2012, tables 2 to 4, read with the tags of
    OpenStreetMap; traffic volumes, which OpenStreetMap lacks, are stood for by the class of street.
    """
    highway = streets["highway"]
    cycleways = ["cycleway", "cycleway_left", "cycleway_right", "cycleway_both"]
    separated = streets[cycleways].isin(SEPARATED).any(axis=1) | highway.isin(QUIET)
    lane = streets[cycleways].isin(LANE).any(axis=1)
    calm = streets["cyclestreet"].eq("yes") | streets["bicycle_road"].eq("yes")
    limit = speed_limit(streets).fillna(MEDIUM)
    lanes = pd.to_numeric(streets["lanes"], errors="coerce").fillna(2)
    local = highway.isin(LOCAL)
    quiet = (separated | calm).fillna(value=False) | (local & (limit <= SLOW) & (lanes <= 2))
    fair = (local & (limit <= MEDIUM)) | (lane & (limit <= MEDIUM) & (lanes <= 2))
    busy = lane | (limit <= SLOW) | highway.str.startswith("tertiary")
    levels = np.select(
        [quiet, fair.fillna(value=False), busy.fillna(value=False)], [1, 2, 3], default=4
    )
    return levels.astype(np.int8)
