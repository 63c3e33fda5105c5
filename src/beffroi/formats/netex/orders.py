"""What each element may hold, in which order: the elements of NeTEx 2.0 that Beffroi writes.

A name that ends with ``!`` must be there, with ``*`` may come several times, with ``+`` both;
names parted by ``|`` stand in for each other.
"""

from collections.abc import Mapping
from types import MappingProxyType

LINE = "Line|FlexibleLine"
LINE_REF = "LineRef|FlexibleLineRef"
MEMBERS = (
    "Authority|Operator|StopPlace|Quay|DayType|OperatingPeriod|DayTypeAssignment|Network|"
    f"{LINE}|RoutePoint|RouteLink|Route|FlexibleRoute|ScheduledStopPoint|PassengerStopAssignment|"
    "DestinationDisplay|ServiceJourneyPattern|HeadwayJourneyGroup|TemplateServiceJourney|"
    "TariffZone|DistanceMatrixElement|FareStructureElement|FareTable"
)
LINE_PARTS = (
    "alternativeTexts Name! TransportMode! PublicCode OperatorRef! Presentation FlexibleLineType"
)
ROUTE_PARTS = f"Name {LINE_REF}! DirectionType! pointsInSequence! FlexibleRouteType"

ORDERS: Mapping[str, str] = MappingProxyType({
    "PublicationDelivery": "PublicationTimestamp! ParticipantRef! dataObjects!",
    "dataObjects": "CompositeFrame!",
    "CompositeFrame": "Name TypeOfFrameRef! codespaces FrameDefaults frames!",
    "codespaces": "Codespace+",
    "Codespace": "Xmlns! XmlnsUrl",
    "FrameDefaults": "DefaultLocale DefaultLocationSystem",
    "DefaultLocale": "TimeZone! DefaultLanguage!",
    "frames": "GeneralFrame|ServiceFrame+",
    "GeneralFrame": "TypeOfFrameRef! members!",
    "ServiceFrame": "TypeOfFrameRef! flexibleLinkProperties",
    "GeneralFrame/members": f"{MEMBERS}*",
    "alternativeTexts": "AlternativeText+",
    "AlternativeText": "Text!",
    "Authority": "Name! ContactDetails OrganisationType!",
    "ContactDetails": "Email Phone Url",
    "Operator": "Name! OrganisationType!",
    "StopPlace": "alternativeTexts Name! Centroid! Locale TransportMode! StopPlaceType! quays!",
    "Centroid": "Location!",
    "Location": "Longitude! Latitude!",
    "Locale": "TimeZone!",
    "quays": "QuayRef+",
    "Quay": "alternativeTexts Name! Centroid! SiteRef! TransportMode!",
    "DayType": "Name properties!",
    "properties": "PropertyOfDay+",
    "PropertyOfDay": "DaysOfWeek!",
    "OperatingPeriod": "FromDate! ToDate!",
    "DayTypeAssignment": "OperatingPeriodRef! DayTypeRef!",
    "Network": "Name! members! AuthorityRef!",
    "Network/members": f"{LINE_REF}+",
    "Line": LINE_PARTS,
    "FlexibleLine": LINE_PARTS,
    "Presentation": "Colour TextColour",
    "RoutePoint": "Location!",
    "RouteLink": "Distance! LineString FromPointRef! ToPointRef!",
    "LineString": "posList!",
    "Route": ROUTE_PARTS,
    "FlexibleRoute": ROUTE_PARTS,
    "Route/pointsInSequence": "PointOnRoute+",
    "FlexibleRoute/pointsInSequence": "PointOnRoute+",
    "PointOnRoute": "RoutePointRef! OnwardRouteLinkRef",
    "ScheduledStopPoint": "alternativeTexts Name! Location!",
    "PassengerStopAssignment": "ScheduledStopPointRef! StopPlaceRef! QuayRef!",
    "DestinationDisplay": "alternativeTexts FrontText!",
    "ServiceJourneyPattern":
        "Name RouteRef! DestinationDisplayRef! pointsInSequence! ServiceJourneyPatternType!",
    "ServiceJourneyPattern/pointsInSequence": "StopPointInJourneyPattern+",
    "StopPointInJourneyPattern": "ScheduledStopPointRef!",
    "flexibleLinkProperties": "FlexibleLinkProperties+",
    "FlexibleLinkProperties": "RouteLinkRef! FlexibleLinkType!",
    "HeadwayJourneyGroup": "FirstDepartureTime! FirstDayOffset LastDepartureTime! LastDayOffset "
        "ScheduledHeadwayInterval!",
    "TemplateServiceJourney": "DepartureTime! DepartureDayOffset dayTypes! "
        "ServiceJourneyPatternRef! passingTimes! TemplateVehicleJourneyType! frequencyGroups!",
    "dayTypes": "DayTypeRef+",
    "passingTimes": "TimetabledPassingTime+",
    "TimetabledPassingTime": "StopPointInJourneyPatternRef! ArrivalTime ArrivalDayOffset "
        "DepartureTime DepartureDayOffset",
    "frequencyGroups": "HeadwayJourneyGroupRef!",
    "TariffZone": "Name! members",
    "TariffZone/members": "ScheduledStopPointRef+",
    "DistanceMatrixElement": "StartTariffZoneRef EndTariffZoneRef",
    "FareStructureElement": "TariffBasis! DistanceMatrixElementRef GenericParameterAssignment!",
    "GenericParameterAssignment": "validityParameters!",
    "validityParameters": f"{LINE_REF}*",
    "FareTable": "cells!",
    "cells": "Cell+",
    "Cell": "FareStructureElementPrice! FareStructureElementRef!",
    "FareStructureElementPrice": "Amount! Currency!",
})  # fmt: skip
"""By element, or by parent and element where they differ."""

TIME, DAY_TIME = r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?"
VALUES: Mapping[str, str] = MappingProxyType({
    "PublicationTimestamp": DAY_TIME, "FromDate": DAY_TIME, "ToDate": DAY_TIME,
    "Longitude": r"-?(180|1[0-7]\d|\d?\d)\.\d+", "Latitude": r"-?(90|[0-8]?\d)\.\d+",
    "TransportMode": "bus|water", "StopPlaceType": "onstreetBus|ferryStop",
    "DirectionType": "inbound|outbound", "OrganisationType": "authority|operator",
    "FlexibleLineType": "hailAndRideSections", "FlexibleRouteType": "hailAndRideSections",
    "FlexibleLinkType": "hailAndRide", "ServiceJourneyPatternType": "passenger",
    "TemplateVehicleJourneyType": "headway", "TariffBasis": "flat|zoneToZone",
    "DaysOfWeek": r"(\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day ?)+",
    "Colour": "[0-9A-F]{6}", "TextColour": "[0-9A-F]{6}", "Distance": r"\d+(\.\d+)?",
    "FirstDepartureTime": TIME, "LastDepartureTime": TIME, "DepartureTime": TIME,
    "ArrivalTime": TIME, "FirstDayOffset": r"\d+", "LastDayOffset": r"\d+",
    "DepartureDayOffset": r"\d+", "ArrivalDayOffset": r"\d+",
    "ScheduledHeadwayInterval": r"PT(\d+H)?(\d+M)?(\d+S)?",
    "Amount": r"\d+(\.\d+)?", "Currency": "[A-Z]{3}", "TimeZone": r"[A-Za-z_+/0-9-]+",
    "Name": r"(?s).*\S.*", "FrontText": r"(?s).*\S.*", "Text": r"(?s).*\S.*",
    "posList": r"(-?\d+\.\d+ -?\d+\.\d+ )+-?\d+\.\d+ -?\d+\.\d+",
})  # fmt: skip
"""What the text of an element must match."""
