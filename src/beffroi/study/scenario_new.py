"""New scenarios: a SCENARIO.toml of each kind, commented, to be filled in."""

from beffroi.engines.mobility.scenarios.changes import KINDS
from beffroi.foundation.errors import InputError
from beffroi.study.toml import meant

HEAD = """\
# Scénario de mobilité pour « beffroi scenario run ÉTUDE CE_FICHIER ».
# Scenario of mobility for "beffroi scenario run STUDY THIS_FILE".
# Un nombre peut être une valeur ou un intervalle [bas, haut]. / A number may be one value or an interval [low, high].
# Un coût que l'on ne connaît pas ne s'écrit pas : il reste inconnu. / A cost that is not known is left out: it stays unknown.

[scenario]
id = "{kind}"                      # minuscules, chiffres, - et _ / lower case, digits, - and _
name = {{ fr = "À nommer", en = "To be named" }}
within = 30                       # minutes jusqu'au centre, de 5 à 60 : qui passe dessous est gagné, dessus perdu
                                  # minutes to the centre, 5 to 60: who comes below is gained, above lost
source = ""                       # d'où viennent coûts et hypothèses / where costs and assumptions come from

[[change]]
kind = "{kind}"
"""
WHEN = """\
days = ["school_weekday", "holiday_weekday"]  # + "saturday", "sunday"
"""
COST = """\
# cost = [100000, 150000]         # EUR par an / EUR a year
"""
LINE_COST = """\
# cost_per_km = [4.0, 6.0]        # EUR par km de véhicule / EUR a vehicle-kilometre
"""
STOPS = """\
stops = [                         # [longitude, latitude], ou le nom d'un arrêt / or the name of a stop
  [0.000, 0.000],
  { at = [0.000, 0.000], name = "Mairie" },
]
"""
BODIES = {
    "add_line": 'name = "Navette"\n' + STOPS + """\
headway = 20                      # minutes entre deux départs / minutes between two departures
from = "07:00"                    # premier départ / first departure
to = "19:00"                      # fin des départs, exclue / end of departures, excluded
both_ways = true                  # aussi dans l'autre sens / also back
# speed = [16, 20]                # km/h, arrêts compris ; sinon celle des voitures, ralentie / else that of cars, slowed
""" + WHEN + LINE_COST + COST,
    "cut_line": """\
line = "1"                        # numéro, nom, ou fichier:route_id / number, name, or feed:route_id
# direction = 0                   # 0 ou 1 ; sans elle, les deux / without it, both
# from = "20:00"                  # courses qui partent à partir de / trips that leave from
# to = "30:00"                    # et avant / and before
# days = ["sunday"]               # sans eux, tous les jours / without them, every day
""" + LINE_COST + COST,
    "headway": """\
line = "1"                        # numéro, nom, ou fichier:route_id / number, name, or feed:route_id
headway = 15                      # minutes
from = "07:00"
to = "09:00"
# direction = 0
""" + WHEN + LINE_COST + COST,
    "on_demand": """\
name = "Zone à la demande"
area = "zone.geojson"             # fichier à côté de celui-ci, ou liste de points / file beside this one, or list of points
hours = ["06:30", "20:00"]
wait = [10, 30]                   # minutes d'attente / minutes of waiting
to = "stops"                      # "stops" (arrêts de la zone), "area" (porte à porte), ou des points / or points
# detour = [1.2, 1.8]             # temps à bord sur celui d'une voiture / time on board over that of a car
""" + WHEN + COST,
    "bike_link": """\
name = "Liaison"
path = [[0.000, 0.000], [0.000, 0.000]]   # [longitude, latitude]
stress = 1                        # 1 ou 2 / 1 or 2
# cost_per_metre = [300, 900]     # EUR
""",
    "carpool_line": 'name = "Ligne de covoiturage"\n' + STOPS + """\
wait = [5, 15]                    # minutes d'attente, une hypothèse / minutes of waiting, an assumption
hours = ["06:30", "09:30"]
both_ways = true
""" + WHEN + COST,
    "park_ride": """\
name = "Parc relais"
place = [0.000, 0.000]            # [longitude, latitude]
spaces = "unknown"                # nombre de places, ou "unknown" / number of spaces, or "unknown"
""" + COST,
}  # fmt: skip


def skeleton(kind: str) -> str:
    """Write a scenario of a kind, to be filled in.

    Parameters
    ----------
    kind
        One of `changes.KINDS`.

    Raises
    ------
    InputError
        If it is not a kind.

    Examples
    --------
    >>> "path = " in skeleton("bike_link")
    True
    """
    if kind not in BODIES:
        raise InputError("{kind!r} is no kind of scenario ({meant}).", kind=kind,
                         meant=meant(kind, KINDS))  # fmt: skip
    return HEAD.format(kind=kind) + BODIES[kind]
