"""Headings of tables of rides: the many names that devices and surveys give to the same things."""

from collections.abc import Iterable, Mapping

from beffroi.carriers.headings import plain

NAMES: Mapping[str, tuple[str, ...]] = {
    "lon": ("lon", "long", "lng", "longitude", "gps lon", "gps longitude", "location longitude",
            "position long", "stop lon", "longitud"),
    "lat": ("lat", "latitude", "gps lat", "gps latitude", "location latitude", "position lat",
            "stop lat", "latitud"),
    "x": ("x", "easting", "east", "est", "x m", "coord x", "utm x", "utm e"),
    "y": ("y", "northing", "north", "nord", "y m", "coord y", "utm y", "utm n"),
    "time": ("time", "timestamp", "datetime", "date time", "date heure", "horodatage", "utc",
             "time utc", "utc time", "gps time", "recorded at", "created at", "date et heure",
             "fecha hora", "t", "epoch", "unixtime", "time ms", "timestamp ms", "instant"),
    "date": ("date", "jour", "day", "fecha"),
    "clock": ("heure", "hour", "hora", "time of day", "heure locale", "local time"),
    "device": ("device", "device id", "deviceid", "imei", "uuid", "phone", "phone id", "telephone",
               "appareil", "appareil id", "tracker", "tracker id", "user", "user id", "android id",
               "vehicle", "vehicle id", "vehicule", "plate", "immatriculation", "unit id", "mac",
               "serial", "dispositivo"),
    "ride": ("ride", "ride id", "trip", "trip id", "tripid", "track", "track id", "trajet",
             "trajet id", "course", "course id", "journey", "journey id", "session", "session id",
             "trk", "traj id", "viaje"),
    "label": ("line", "ligne", "route", "route id", "routeid", "route name", "route short name",
              "linea", "ruta", "label", "line name", "ligne id"),
    "direction": ("direction", "direction id", "sens", "dir", "sentido", "heading name"),
    "elevation": ("ele", "elevation", "altitude", "alt", "altitude m", "height"),
    "accuracy_m": ("accuracy", "acc", "hacc", "horizontal accuracy", "precision", "accuracy m",
                   "gps accuracy", "location accuracy", "precision m"),
    "speed_ms": ("speed", "speed ms", "speed m s", "vitesse", "vitesse m s", "velocity",
                 "velocidad"),
    "speed_kmh": ("speed kmh", "speed km h", "vitesse kmh", "vitesse km h", "speed kph", "kmh"),
    "event": ("event", "evenement", "mark", "note", "comment", "commentaire", "remark", "stop",
              "arret", "stop name", "nom arret", "waypoint", "desc event"),
    "boardings": ("boardings", "boarding", "on", "montees", "montes", "ons", "board",
                  "passengers boarding", "passengersboarding", "passengerb", "suben"),
    "alightings": ("alightings", "alighting", "off", "descentes", "offs", "alight",
                   "passengers alighting", "passengersalighting", "passengera", "bajan"),
    "dwell": ("dwell", "dwell time", "dwelltime", "temps d arret", "duree arret"),
    "travel": ("travel time", "traveltime"),
    "arrival": ("arrival time", "arrivaltime", "arrivaltim", "arrival", "arrivee", "heure arrivee"),
    "departure": ("departure time", "departuretime", "departuret", "departure", "depart",
                  "heure depart"),
    "fare": ("fare", "tarif", "price", "prix", "tarifa"),
    "elapsed": ("elapsed", "seconds since start", "elapsed s", "t rel"),
    "sequence": ("sequence", "seq", "point sequence", "ordre", "order", "stop sequence"),
}  # fmt: skip
"""Roles, each with its headings in small letters without marks, the surest first."""


def roles(headings: Iterable[str]) -> dict[str, str]:
    """Find which heading plays which role; each heading plays one, each role is played once.

    Examples
    --------
    >>> roles(["Latitude", "Longitude (°)", "Horodatage", "IMEI", "Température"])
    {'lon': 'Longitude (°)', 'lat': 'Latitude', 'time': 'Horodatage', 'device': 'IMEI'}
    """
    written = {plain(heading): heading for heading in headings}
    found: dict[str, str] = {}
    for role, names in NAMES.items():
        heading = next((written[name] for name in names if name in written), None)
        if heading is not None:
            found[role] = heading
    return _with_clock(found)


def _with_clock(found: dict[str, str]) -> dict[str, str]:
    """Take for a time of day what is called time beside a date."""
    if "date" in found and "time" in found and "clock" not in found:
        found["clock"] = found.pop("time")
    elif "date" in found and "time" not in found and "clock" not in found:
        found["time"] = found.pop("date")
    return found
