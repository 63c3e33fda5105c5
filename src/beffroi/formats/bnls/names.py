"""The columns of the national schema of car parks, their names here, and their words."""

NAMES = {
    "id": "car_park_id",
    "nom": "name",
    "insee": "commune",
    "adresse": "address",
    "url": "website",
    "type_usagers": "access",
    "gratuit": "free",
    "nb_places": "capacity",
    "nb_pr": "capacity_park_ride",
    "nb_pmr": "capacity_disabled",
    "nb_voitures_electriques": "capacity_charging",
    "nb_velo": "capacity_bicycles",
    "nb_2r_el": "capacity_charging_two_wheels",
    "nb_autopartage": "capacity_car_share",
    "nb_2_rm": "capacity_motorcycles",
    "nb_covoit": "capacity_carpool",
    "hauteur_max": "max_height",
    "num_siret": "siret",
    "Xlong": "lon",
    "Ylat": "lat",
    "tarif_pmr": "tariff_disabled",
    "tarif_1h": "price_1h",
    "tarif_2h": "price_2h",
    "tarif_3h": "price_3h",
    "tarif_4h": "price_4h",
    "tarif_24h": "price_24h",
    "abo_resident": "pass_residents",
    "abo_non_resident": "pass_others",
    "type_ouvrage": "kind",
    "info": "info",
}
"""Columns of the schema, in its order, and ours."""
COLUMNS = tuple(NAMES)
COUNTS = tuple(ours for ours in NAMES.values() if ours.startswith("capacity"))
MONEY = tuple(ours for ours in NAMES.values() if ours.startswith(("price_", "pass_")))
KINDS = {"enclos_en_surface": "surface", "ouvrage": "structure"}
"""`structure` is a built car park, above or under ground: the base does not say which."""
ACCESS = {"tous": "yes", "abonnés": "permit"}
TARIFFS = {"gratuit": "free", "normal_payant": "normal", "tarif_special": "special"}
ID = r"([013-9]\d|2[AB1-9])\d{3}-P-\d{3}"
COMMUNE = r"([013-9]\d|2[AB1-9])\d{3}"
SIRET = r"\d{14}"
CENTIMETRES = 100
