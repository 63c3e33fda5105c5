"""A small system of shared bicycles, drawn by hand, in versions 2.3 and 3.0."""

import json
from pathlib import Path
from typing import Any

DAY = "2026-09-01"
POSIX = 1_788_249_600  # 2026-09-01T08:00:00Z
WRITTEN = "2026-09-01T10:00:00+02:00"
Files = dict[str, dict[str, Any]]


def enveloped(data: dict[str, Any], version: str, *, ttl: int = 60) -> dict[str, Any]:
    """Put data in the envelope of a version."""
    updated = WRITTEN if version == "3.0" else POSIX
    return {"last_updated": updated, "ttl": ttl, "version": version, "data": data}


def said(text: str, version: str) -> Any:
    """Write a text as a version does."""
    return [{"text": text, "language": "fr"}] if version == "3.0" else text


def system(version: str = "2.3") -> Files:
    """Make the files of the system, all valid."""
    is_3 = version == "3.0"
    word, status = ("vehicles", "vehicle_status") if is_3 else ("bikes", "free_bike_status")
    time = WRITTEN if is_3 else POSIX
    about: dict[str, Any] = {
        "system_id": "velo_redon", "name": said("Vélo Redon", version), "timezone": "Europe/Paris",
        "operator": said("Régie", version), "license_id": "etalab-2.0",
    }  # fmt: skip
    about |= (
        {"languages": ["fr"], "opening_hours": "Mo-Sa 06:00-22:00", "feed_contact_email": "a@b.fr"}
        if is_3
        else {"language": "fr"}
    )
    state = {"is_installed": True, "is_renting": True, "is_returning": True, "last_reported": time}
    data: dict[str, dict[str, Any]] = {
        "system_information": about,
        "vehicle_types": {"vehicle_types": [
            {"vehicle_type_id": "vae", "form_factor": "bicycle",
             "propulsion_type": "electric_assist", "max_range_meters": 40000}]},
        "station_information": {"stations": [
            {"station_id": "s1", "name": said("Gare", version), "lat": 47.651, "lon": -2.087,
             "capacity": 10},
            {"station_id": "s2", "name": said("Port", version), "lat": 47.648, "lon": -2.083}]},
        "station_status": {"stations": [
            {"station_id": "s1", f"num_{word}_available": 4, "num_docks_available": 6, **state},
            {"station_id": "s2", f"num_{word}_available": 0, **state}]},
        status: {word: [
            {f"{word[:-1]}_id": "v1", "is_reserved": False, "is_disabled": False, "lat": 47.65,
             "lon": -2.08, "vehicle_type_id": "vae"},
            {f"{word[:-1]}_id": "v2", "is_reserved": False, "is_disabled": True,
             "station_id": "s1", "vehicle_type_id": "vae"}]},
        "system_pricing_plans": {"plans": [
            {"plan_id": "p1", "name": said("À l'usage", version), "currency": "EUR", "price": 1,
             "is_taxable": False, "description": said("1 € puis 0,20 €", version),
             "per_min_pricing": [{"start": 0, "rate": 0.2, "interval": 1}]}]},
    }  # fmt: skip
    feeds = [{"name": name, "url": f"https://exemple.fr/{name}.json"} for name in data]
    found = {"feeds": feeds} if is_3 else {"fr": {"feeds": feeds}}
    return {n: enveloped(d, version) for n, d in {"gbfs": found, **data}.items()}


def saved(folder: Path, files: Files) -> Path:
    """Save files as a person would."""
    folder.mkdir(exist_ok=True)
    for name, document in files.items():
        (folder / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    return folder
