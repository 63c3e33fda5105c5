"""The register that a town publishes, made from its inventory."""

import shapely

from beffroi.engines.parking.inventory.joined import joined, pairs
from beffroi.engines.parking.inventory.off_street import off_street
from beffroi.engines.parking.inventory.publishing import Publisher, published
from tests.engines.parking.inventory.drawn import car_parks, streets
from tests.engines.parking.inventory.test_joined import STREET, register

TOWN = Publisher("35236", "21350236400010")


def test_what_is_counted_and_ruled_is_added_and_the_rest_says_what_it_lacks() -> None:
    point = {"geometry": shapely.Point(0.0, 100.0), "kind": "surface"}
    parks = car_parks(
        point | {"name": "Parking du Marché", "capacity": 40, "fee": "no"},
        point | {"name": "Port", "capacity": 12, "geometry": shapely.Point(900.0, 0.0)},
        point | {"capacity": 9, "fee": "yes", "access": "private"},
        point | {"name": "Gare", "capacity": 5, "geometry": shapely.Point(4000.0, 100.0)},
    )
    told = register(("35236-P-001", "GARE", 6, 4000.0))
    places = off_street(parks, streets(STREET))
    same = pairs(places, told)

    made = published(joined(places, told, same), parks, told, same, TOWN)

    names = made.register.set_index("car_park_id")["name"].to_dict()
    assert names == {"35236-P-001": "GARE", "35236-P-002": "DU MARCHE"}
    assert made.register["siret"].tolist() == [TOWN.siret] * 2
    assert made.lacking == {"w901": ("gratuit",)}
