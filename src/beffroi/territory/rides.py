"""The tables of rides: what a device on board recorded, and what each ride is good for."""

from collections.abc import Mapping
from types import MappingProxyType

from beffroi.foundation.language import Words
from beffroi.territory.table import Column, Table

USED, PROVISIONAL, SET_ASIDE = "used", "provisional", "set_aside"
"""States of a ride: wholly used; used where its reason leaves it sure; kept out, and told why."""

FIXES = Table(
    "fixes",
    "A position that a device recorded on board, or a mark that a person made there.",
    {
        "fix_id": Column("Int64", "rank of the row: rides in order, in each its fixes as they were "
                         "made, then its marks", optional=False),
        "ride_id": Column("string", "the ride", optional=False),
        "device": Column("string", "pseudonym of the device, which changes with each reading"),
        "time": Column("Float64", "seconds since 1970-01-01T00:00:00Z [s]"),
        "lon": Column("Float64", "longitude, WGS 84 [°]", optional=False),
        "lat": Column("Float64", "latitude, WGS 84 [°]", optional=False),
        "elevation": Column("Float64", "height above the sea, as recorded [m]"),
        "accuracy_m": Column("Float64", "radius of accuracy that the device claims [m]", least=0),
        "speed_ms": Column("Float64", "speed that the device claims [m/s]", least=0),
        "event": Column("string", "what a person marked: a stop, a note; missing on a plain fix, "
                        "present on a mark, which is no part of the line"),
        "elapsed": Column("Float64", "seconds since the start of the ride, where the file counts "
                          "them without saying the day [s]", least=0),
        "dwell": Column("Float64", "seconds that the vehicle stood at the mark [s]", least=0),
        "boardings": Column("Int64", "passengers who got on at the mark [person]", least=0),
        "alightings": Column("Int64", "passengers who got off at the mark [person]", least=0),
        "fare": Column("Float64", "price paid by a passenger who got on at the mark [currency]",
                       least=0),
    },
)  # fmt: skip

RIDES = Table(
    "rides",
    "A ride that was read, or a file that holds none: nothing that was given is left out.",
    {
        "ride_id": Column("string", "rank of the ride, files in order of their names",
                          optional=False),
        "file": Column("string", "file, with its archive or folder, devices hidden",
                       optional=False),
        "label": Column("string", "line that the file says it is of, as written"),
        "direction": Column("string", "direction that the file says it is of, as written"),
        "n_read": Column("Int64", "positions found in the file [fix]", optional=False, least=0),
        "n_fixes": Column("Int64", "fixes kept [fix]", optional=False, least=0),
        "n_marks": Column("Int64", "marks kept [mark]", optional=False, least=0),
        "has_time": Column("boolean", "whether most of its fixes have a time", optional=False),
        "starts": Column("Float64", "time of its first fix [s]"),
        "ends": Column("Float64", "time of its last fix [s]"),
        "state": Column("string", "`used`, `provisional` or `set_aside`", optional=False),
        "reason": Column("string", "what limits it: codes of `territory.rides.REASONS`, parted by "
                         "spaces"),
    },
)  # fmt: skip

REASONS: Mapping[str, Words] = MappingProxyType({
    "unreadable": Words("fichier illisible", "unreadable file"),
    "no_rides": Words("fichier qui ne contient pas de trajet", "file that holds no ride"),
    "standing": Words("n’a pas roulé : moins de 200 m", "did not ride: less than 200 m"),
    "no_line": Words("aucune position utilisable", "no position that can be used"),
    "around_home": Words(
        "tout entier près d’un bout qui n’est pas un pôle : écarté pour protéger la vie privée",
        "wholly near an end that is no hub: set aside to protect privacy",
    ),
    "too_few": Words("moins de deux positions", "fewer than two positions"),
    "interleaved": Words(
        "positions de deux appareils mêlées, sans colonne qui les sépare",
        "positions of two devices mixed, without a column that parts them",
    ),
    "copy": Words(
        "copie d’un autre trajet, point par point", "a copy of another ride, point for point"
    ),
    "apart": Words("très loin de la plupart des autres", "very far from most others"),
    "alone": Words("seul sur son chemin", "the only one on its way"),
    "few": Words("très peu de positions", "very few positions"),
    "clock": Words("l'horloge saute", "the clock jumps"),
    "no_time": Words("sans heure : le tracé seul sert", "no times: only the line is used"),
    "marks_only": Words("relevé d'arrêts, sans trace", "survey of stops, without a line"),
    "sparse": Words("positions espacées dans le temps", "positions far apart in time"),
    "partial": Words(
        "incomplet : une partie du chemin seulement", "incomplete: only a part of the way"
    ),
    "detour": Words("s’écarte du chemin des autres", "strays from the way of the others"),
    "gaps": Words("trous dans l'enregistrement", "gaps in the recording"),
})  # fmt: skip
"""What limits a ride, by code, the gravest first."""
STATES: Mapping[str, str] = MappingProxyType({
    **dict.fromkeys(
        ("unreadable", "no_rides", "standing", "no_line", "around_home", "too_few", "interleaved",
         "copy"),
        SET_ASIDE,
    ),
    **dict.fromkeys(("apart", "alone", "few", "clock"), PROVISIONAL),
    **dict.fromkeys(("no_time", "marks_only", "sparse", "partial", "detour", "gaps"), USED),
})  # fmt: skip
"""The state that each reason leads to."""


def state(reasons: list[str]) -> str:
    """Return the state of a ride with these limits: that of the gravest.

    Examples
    --------
    >>> state(["gaps", "clock"]), state([])
    ('provisional', 'used')
    """
    states = {STATES[code] for code in reasons}
    return next((one for one in (SET_ASIDE, PROVISIONAL) if one in states), USED)
