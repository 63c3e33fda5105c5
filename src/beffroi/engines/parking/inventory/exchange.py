"""The inventory in the words of DATEX II, from which the European profile of APDS is made.

Names: DATEX II 2.3 and 3, model *Parking*, class `UrbanParkingSite` of a `ParkingTable`
(``parkingName``, ``parkingNumberOfSpaces``, ``urbanParkingSiteType``…). The table holds one
record a row, ready to be mapped; it is not an XML publication.
"""

import geopandas as gpd
import pandas as pd

from beffroi.territory.parking import (
    BLUE_ZONE,
    DELIVERY,
    DIAGONAL,
    DISABLED,
    FORBIDDEN,
    FREE,
    KERB,
    PARALLEL,
    PERPENDICULAR,
    PRIVATE,
    RESIDENTS,
    SHORT_STAY,
)

TYPES = {KERB: "onStreetParking"}
"""Values of `urbanParkingSiteType`; anything else is `offStreetParking`."""
MODES = {
    PARALLEL: "parallelParking", DIAGONAL: "echelonParking", PERPENDICULAR: "perpendicularParking"
}  # fmt: skip
USERS = {RESIDENTS: "residents", DISABLED: "disabled", PRIVATE: "registeredCustomers"}
FREE_OF_CHARGE = {FREE, BLUE_ZONE, SHORT_STAY}
SECONDS = 60.0


def exchange(places: gpd.GeoDataFrame, *, date: str) -> pd.DataFrame:
    """Write the places where one may park as records of a parking table.

    Parameters
    ----------
    places
        Table `PARKING_PLACES`, in WGS 84.
    date
        Day of the data, ISO 8601; empty if unknown.

    Returns
    -------
    One row a place; forbidden ones are left out, and a missing cell is unknown. Durations are in
    seconds.
    """
    kept = places[~places["regulation"].isin([FORBIDDEN]).to_numpy(dtype=bool)]
    points = kept.geometry.representative_point()
    free = kept["regulation"].map(lambda rule: rule in FREE_OF_CHARGE, na_action="ignore")
    return pd.DataFrame(
        {
            "parkingRecord.id": kept["place_id"],
            "parkingRecord.version": "1",
            "parkingRecordVersionTime": date or None,
            "parkingName": kept["name"].fillna(kept["street"]),
            "urbanParkingSiteType": kept["kind"].map(TYPES).fillna("offStreetParking"),
            "parkingNumberOfSpaces": kept["spaces"].astype("Int64"),
            "parkingLocation.latitude": points.y.round(7),
            "parkingLocation.longitude": points.x.round(7),
            "parkingMode": kept["layout"].map(MODES),
            "onlyAssignedParking.applicableForUser": kept["regulation"].map(USERS),
            "onlyAssignedParking.loading": kept["regulation"].map({DELIVERY: "true"}),
            "maximumParkingDuration": (kept["maxstay"] * SECONDS).astype("Float64"),
            "tariffsAndPayment.freeOfCharge": free.map({True: "true", False: "false"}),
            "tariffsAndPayment.description": kept["tariff"],
            "openingTimes.description": kept["hours"],
            "operator": kept["operator"],
            "groupOfParkingSpaces.disabled.parkingNumberOfSpaces": kept["spaces_disabled"],
            "groupOfParkingSpaces.electricCharging.parkingNumberOfSpaces": kept["spaces_charging"],
        }
    ).reset_index(drop=True)
