"""The inventory in the words of DATEX II, from which the European profile of APDS is made.

Names: DATEX II 2.3 (namespace ``http://datex2.eu/schema/2/2_0``), class `UrbanParkingSite` of a
`ParkingTable`, as paths from the `parkingRecord`; publications of version 3 bear the same ones. The
table holds one record a row, ready to be mapped; it is not an XML publication.
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
"""Values of `ParkingModeEnum`."""
USERS = {RESIDENTS: "residents", DISABLED: "disabled", PRIVATE: "other"}
"""Values of `UserTypeEnum`: a map does not tell of whom a private place is."""
SCENARIOS = {DELIVERY: "loadingBay"}
"""Values of `ParkingUsageScenarioEnum`."""
OWN = "beffroi."
"""Before the columns that no name of the standard fits."""
FREE_OF_CHARGE = {FREE, BLUE_ZONE, SHORT_STAY}
SECONDS = 60.0
POINT = "parkingLocation.pointByCoordinates.pointCoordinates"


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
            f"{POINT}.latitude": points.y.round(7),
            f"{POINT}.longitude": points.x.round(7),
            "groupOfParkingSpaces.parkingMode": kept["layout"].map(MODES),
            "onlyAssignedParking.applicableForUser": kept["regulation"].map(USERS),
            "parkingUsageScenario.parkingUsageScenario": kept["regulation"].map(SCENARIOS),
            "maximumParkingDuration": (kept["maxstay"] * SECONDS).astype("Float64"),
            "tariffsAndPayment.freeOfCharge": free.map({True: "true", False: "false"}),
            "tariffsAndPayment.paymentAdditionalDescription": kept["tariff"],
            "operator.contactOrganisationName": kept["operator"],
            "groupOfParkingSpaces[disabled].parkingNumberOfSpaces": kept["spaces_disabled"],
            "groupOfParkingSpaces[electricChargingStation].parkingNumberOfSpaces": kept[
                "spaces_charging"
            ],
            f"{OWN}hours": kept["hours"],
            f"{OWN}spaces_low": kept["spaces_low"],
            f"{OWN}spaces_high": kept["spaces_high"],
            f"{OWN}spaces_method": kept["spaces_method"],
        }
    ).reset_index(drop=True)
