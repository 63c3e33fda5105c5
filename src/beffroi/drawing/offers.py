"""Offers of a drawn town that no data tell of, and its shared bicycles: all of them invented."""

from datetime import UTC, datetime
from typing import Any

import pandas as pd

from beffroi.drawing import words

INVENTED = "ville inventée"
STATIONS, DOCKS = 5, 12
COLUMNS = (
    "identifiant", "type", "nom", "exploitant", "autorité", "communes", "horaires", "tarif min",
    "tarif max", "réservation", "accessible", "données publiées", "mis à jour le",
)  # fmt: skip
OFFERS = (
    ("tad", "transport à la demande", "Allô Aubrelle", "exploitant", "intercommunalité",
     "Mo-Fr 08:00-18:00; Sa 09:00-12:00", "2.00", "2.00", "téléphone", "oui", "non"),
    ("taxis", "taxis", "Taxis de la gare", "artisans", "", "24/7", "8.00", "20.00", "téléphone",
     "", ""),
    ("solidaire", "transport solidaire", "Coup de volant", "association", "", "", "0.00", "3.00",
     "téléphone", "non", "non"),
)  # fmt: skip
"""Id, kind, name, operator, authority, hours, prices, booking, accessible, published."""


def offers(date: str) -> pd.DataFrame:
    """Declare the offers that no data tell of, each said to be invented.

    Parameters
    ----------
    date
        Day of the town, ISO 8601.

    Returns
    -------
    Columns of the French sheet of offers.
    """
    rows = [
        (id_, kind, f"{name} ({INVENTED})", f"{operator} ({INVENTED})", authority, words.COMMUNE,
         *rest, date)
        for id_, kind, name, operator, authority, *rest in OFFERS
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def shared_bicycles(stops: pd.DataFrame, date: str) -> dict[str, dict[str, Any]]:
    """Draw a system of shared bicycles at the first stops of the urban network.

    Parameters
    ----------
    stops
        GTFS table of the urban network.
    date
        Day of the town, ISO 8601.

    Returns
    -------
    Files of GBFS 3.0 by name, without a fault.
    """
    placed = (
        stops[["stop_name", "stop_lon", "stop_lat"]].drop_duplicates("stop_name").head(STATIONS)
    )
    spots = list(placed.itertuples(index=False, name=None))
    time = datetime.fromisoformat(f"{date}T08:00:00").replace(tzinfo=UTC).isoformat()
    data = {
        "system_information": _about(),
        "vehicle_types": {"vehicle_types": [
            {"vehicle_type_id": "vae", "form_factor": "bicycle", "max_range_meters": 40_000,
             "propulsion_type": "electric_assist", "name": _said("Vélo à assistance électrique")}]},
        "station_information": {"stations": [
            {"station_id": f"s{rank}", "name": _said(f"{name} ({INVENTED})"), "lon": float(lon),
             "lat": float(lat), "capacity": DOCKS}
            for rank, (name, lon, lat) in enumerate(spots, 1)]},
        "station_status": {"stations": [
            {"station_id": f"s{rank}", "num_vehicles_available": rank % DOCKS,
             "num_docks_available": DOCKS - rank % DOCKS, "is_installed": True, "is_renting": True,
             "is_returning": True, "last_reported": time}
            for rank, _ in enumerate(spots, 1)]},
        "system_pricing_plans": {"plans": [
            {"plan_id": "usage", "name": _said("À l'usage"), "currency": "EUR", "price": 1.0,
             "is_taxable": False, "description": _said("1 € les 30 premières minutes, puis 1 €."),
             "per_min_pricing": [{"start": 30, "rate": 1.0, "interval": 30}]}]},
    }  # fmt: skip
    feeds = [{"name": name, "url": f"https://velos.example/{name}.json"} for name in data]
    head = {"last_updated": time, "ttl": 60, "version": "3.0"}
    return {
        name: {**head, "data": held} for name, held in {"gbfs": {"feeds": feeds}, **data}.items()
    }


def _said(text: str) -> list[dict[str, str]]:
    return [{"text": text, "language": "fr"}]


def _about() -> dict[str, Any]:
    return {
        "system_id": "velos-inventes",
        "languages": ["fr"],
        "name": _said(f"Vélos de {words.TOWN} ({INVENTED})"),
        "operator": _said(f"Régie ({INVENTED})"),
        "opening_hours": "24/7",
        "feed_contact_email": "donnees@velos.example",
        "timezone": "Europe/Paris",
        "license_id": "etalab-2.0",
        "url": "https://velos.example",
    }
