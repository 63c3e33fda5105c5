"""A small town made by hand: four streets around a market square, for the tests of the report."""

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.study.lacks import Lack
from beffroi.study.opened import Study
from beffroi.study.solutions import Failure, Proposal, Proposed, Reasoned, Told
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.finding import Certainty, Finding, Tone
from beffroi.territory.need import Evidence, WeighedNeed
from beffroi.territory.perimeter import Perimeter
from beffroi.territory.town import Town

WEST, SOUTH, STEP = -2.09, 47.65, 0.001
OSM = Source(
    id="osm",
    name="OpenStreetMap",
    publisher="Contributeurs OpenStreetMap",
    date="2019-04-30",
    licence="ODbL 1.0",
    url="https://www.openstreetmap.org",
    file="inputs/centre.osm",
    sha256="0123456789abcdef" * 4,
)
GTFS = Source("gtfs:bus", "Horaires du réseau", "Réseau de bus", "2024-07", "", "", "bus.zip")
SURVEY = Source("survey", "Enquête", "Ville", "2024", "", "javascript:alert(1)")


def at(east: float, north: float) -> tuple[float, float]:
    """Place a point by its steps (some 80 m and 110 m) from the south-west corner."""
    return WEST + east * STEP, SOUTH + north * STEP


def line(*points: tuple[float, float]) -> shapely.LineString:
    return shapely.LineString([at(*point) for point in points])


def square(east: float, north: float, side: float) -> shapely.Polygon:
    return shapely.Polygon(
        [
            at(east, north),
            at(east + side, north),
            at(east + side, north + side),
            at(east, north + side),
        ]
    )


def table(**columns: object) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(pd.DataFrame(columns), geometry="geometry", crs="EPSG:4326")


def layers(shop_name: str = "Boulangerie du Beffroi") -> dict[str, gpd.GeoDataFrame]:
    main = line((0, 2), (4, 2))
    return {
        "streets": table(
            highway=["pedestrian", "residential", "secondary", "footway", "residential"],
            name=["Grande Rue", "Rue des Tanneurs", "Quai du Port", None, "Rue des Tanneurs"],
            geometry=[main, line((1, 0), (1, 2)), line((0, 4), (4, 4)), line((3, 2), (3, 4)),
                      line((1, 2), (1, 4))],
        ),
        "buildings": table(
            building=["house"] * 6,
            geometry=[square(0.2 + 0.6 * n, 2.15, 0.45) for n in range(6)],
        ),
        "water": table(
            kind=["river", "stream"],
            name=["La Vilaine", None],
            geometry=[square(0, 4.3, 0.8), line((0, 4.5), (4, 4.5))],
        ),
        "greens": table(kind=["park"], name=["Jardin public"], geometry=[square(3.2, 0.2, 0.7)]),
        "stops": table(
            name=["Mairie", "Gare"], departures=pd.array([42.0, None], dtype="Float64"),
            geometry=[shapely.Point(at(2, 1.9)), shapely.Point(at(3.6, 3.8))],
        ),
        "shops": table(
            state=["trading", "trading", "vacant"], kind=["bakery", "model_trains", None],
            name=[shop_name, "Au P’tit Train", None],
            geometry=[
                shapely.Point(at(0.5, 2.1)), square(1.4, 2.15, 0.45), shapely.Point(at(2.4, 2.1)),
            ],
        ),
        "car_parks": table(
            name=["Parking du Port", None], kind=["surface", "underground"],
            capacity=pd.array([120, None], dtype="Int64"),
            geometry=[square(0.4, 3.2, 0.5), shapely.Point(at(3.4, 1.4))],
        ),
        "bicycle_parkings": table(
            capacity=pd.array([8], dtype="Int64"), geometry=[shapely.Point(at(2.2, 1.8))]
        ),
        "carpool_places": table(name=["Aire du Port"], geometry=[shapely.Point(at(0.3, 3.9))]),
        "access": table(minutes=[5, 10, 15], streets=[2, 4, 1], geometry=[
            square(1, 1, 2), square(0, 0, 1), square(0, 3.5, 1)]),
        "centre": table(geometry=[shapely.Point(at(2, 2))]),
        "main_street": table(name=["Grande Rue"], geometry=[main]),
    }  # fmt: skip


def figure(id_: str, value: float | None, unit: str, *sources: Source, **rest: object) -> Figure:
    name = id_.partition(".")[2].replace("_", " ")
    return Figure(
        id=id_,
        name=Words(fr=f"{name} (en français)", en=name),
        value=value,
        unit=unit,
        date="2019-04-30",
        sources=sources or (OSM,),
        method=Words(fr="Décompte : un par un.", en="Counted one by one."),
        **rest,  # type: ignore[arg-type]  # the interval, by name
    )


FIGURES = (
    figure("town.population", 8921.0, "person", SURVEY),
    figure("mobility.departures", 128.0, "departure", GTFS, OSM),
    figure("parking.car_parks", 2.0, "car_park"),
    figure("parking.bays", None, "bay"),
    figure("commerce.trading_shops", 1234.0, "shop"),
    figure("commerce.vacancy_rate", 0.0857, "1", interval=(0.046, 0.155)),
)


def finding(
    id_: str, tone: Tone, weight: float, figure_: str, certainty: Certainty = "established"
) -> Finding:
    return Finding(
        id=id_,
        tone=tone,
        certainty=certainty,
        weight=weight,
        statement=Words(fr=f"Constat {id_} : à lire.", en=f"Finding {id_}, to be read."),
        figures=(figure_,),
        source=Words(fr="Fédération Procos", en="Procos federation"),
        date="2023",
    )


FINDINGS = (
    finding("commerce.vacancy", "watch", 63.0, "commerce.vacancy_rate", "probable"),
    finding("mobility.offer", "critical", 60.0, "mobility.departures"),
    finding("town.size", "context", 20.0, "town.population"),
    finding("commerce.offer", "favourable", 16.0, "commerce.trading_shops"),
    finding("parking.bays", "unknown", 8.0, "parking.bays", "unknown"),
)

TRADES = Exhibit(
    id="commerce.trades",
    title=Words("Commerces par activité", "Shops by trade"),
    shape="bars",
    fields=(
        Field("trade", Words("activité", "trade")),
        Field("shops", Words("commerces", "shops"), "shop"),
    ),
    rows=((Words("boulangerie", "bakery"), 12.0), (Words("coiffeur", "hairdresser"), 9.0),
          (Words("presse", "newsagent"), None)),
    sources=(OSM,),
    note=Words("Les activités inconnues sont laissées de côté.", "Unknown trades are left out."),
)  # fmt: skip
HOURS = Exhibit(
    id="mobility.hours",
    title=Words("Départs par heure", "Departures by hour"),
    shape="line",
    fields=(
        Field("hour", Words("heure", "hour")),
        Field("departures", Words("départs", "departures"), "departure"),
    ),
    rows=tuple((f"{hour} h", float(hour * hour % 17)) for hour in range(6, 21)),
    sources=(GTFS,),
    note=Words("Jour ouvré.", "Working day."),
)
REACH = Exhibit(
    id="mobility.reach",
    title=Words("Habitants à portée du centre", "People within reach of the centre"),
    shape="grouped_bars",
    fields=(
        Field("minutes", Words("durée", "time")),
        Field("mode", Words("mode", "mode")),
        Field("people", Words("habitants", "inhabitants"), "person"),
    ),
    rows=tuple(
        (f"{minutes} min", mode, float(minutes * people))
        for minutes in (5, 10, 15)
        for mode, people in ((Words("à pied", "on foot"), 200), (Words("à vélo", "by bike"), 480))
    ),
    sources=(OSM,),
    note=Words("", ""),
)
FEES = Exhibit(
    id="parking.fees",
    title=Words("Tarifs", "Fees"),
    shape="table",
    fields=(
        Field("zone", Words("zone", "zone")),
        Field("share", Words("part payante", "paid share"), "1"),
    ),
    rows=(("A", 0.5), ("B", None)),
    sources=(OSM,),
    note=Words("", ""),
)

TOWN = Town(
    code="35236", name="Redon", department="35", region="53", epci="243500741",
    epci_name="CA Redon Agglomération", population=8921, epci_population=66428, area=15.1e6,
    density_class=4, acv="acv-1", ort="Signée", ort_signed="2020-02-14",
)  # fmt: skip
PEER = Town(code="85092", name="Fontenay-le-Comte", department="85", population=13806, area=34e6)

LACK = Lack(
    id="bnls",
    room="parking",
    name=Words("Base nationale du stationnement", "National register of car parks"),
    adds=Words("Les places de chaque parc.", "The bays of each car park."),
    how=Words("Donnez son fichier dans study.toml.", "Give its file in study.toml."),
)


VACANCY_NEED = WeighedNeed(
    id="fill-vacant-premises",
    weight=31.0,
    interval=(22.0, 40.0),
    agreement="data_not_people",
    statement=Words("Les données et les gens se contredisent.", "Data and people disagree."),
    evidence=(
        Evidence("finding", FINDINGS[0].id, "for", FINDINGS[0].statement, 60.0),
        Evidence("survey", "achats", "against", Words("2 % le demandent.", "2% ask for it."), 2.0,
                 (1.0, 4.0)),
        Evidence("note", "note-1", "against", Words("« Rien à louer. »", "“Nothing to let.”")),
    ),
    layers=("shops",),
)  # fmt: skip
PARKING_NEED = WeighedNeed(
    id="find-parking",
    weight=None,
    interval=None,
    agreement="unknown",
    statement=Words("Rien n’est su.", "Nothing is known."),
    evidence=(Evidence("finding", "parking.near", "unknown", Words("Inconnu.", "Unknown.")),),
)


PROPOSAL = Proposal(
    need="fill-vacant-premises",
    kept=(
        Proposed(
            "do-nothing", Words("Ne rien faire", "Do nothing"), Words("Attendre.", "Wait."),
            Words("sans rien", "nothing"), is_baseline=True, is_law=False,
            evidence=Words("1 fait sur 1 est un jugement", "1 fact out of 1 is a judgement"),
            open_points=(),
            facts=(Told(Words("coût : 0 € [D, jugement]", "cost: €0 [D, judgement]"), ""),),
        ),
    ),
    excluded=(
        Proposed(
            "sensors", Words("Capteurs", "Sensors"), Words("Compter.", "Count."),
            Words("offre du marché", "market offer"), is_baseline=False, is_law=False,
            evidence=Words("aucun fait", "no fact"), open_points=(
                Reasoned(
                    Words("demande 50 places au plus", "needs 50 bays at most"),
                    Words("réduire le nombre", "fewer bays"),
                    Words("places : 50 [B, presse, 2016]", "bays: 50 [B, press, 2016]"),
                ),
            ),
            facts=(),
        ),
    ),
)  # fmt: skip
FAILURE = Failure(
    Words("Ailleurs, cela a échoué.", "Elsewhere, it failed."), "Presse", "https://a.example",
    "2016", "B",
)  # fmt: skip


def study(**changes: object) -> Study:
    """Return the study of the town, with some of its parts changed."""
    whole = Study(
        folder=Path("towns/redon"),
        name="Redon",
        town=TOWN,
        peers=(PEER,),
        perimeter=Perimeter(
            Words("Centre-ville", "Town centre"),
            shapely.box(*at(-0.2, -0.2), *at(4.2, 5.2)),
            Words("Emprise du fichier.", "Extent of the file."),
        ),
        figures=FIGURES,
        findings=FINDINGS,
        needs=(VACANCY_NEED, PARKING_NEED),
        proposals=(PROPOSAL,),
        failures=(FAILURE,),
        exhibits=(TRADES, HOURS, REACH, FEES),
        sources=(OSM, GTFS, SURVEY),
        lacks=(LACK,),
        left_out=(),
        said_of_answers=(),
        warnings=(Words("Un commerce sans nom.", "A shop without a name."),),
        layers=layers(),
        date="2026-05-12",
        rooms=("town", "mobility", "parking", "commerce"),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # fields of the study, by name


def bare_study() -> Study:
    """Return a study of which nothing is known but its town."""
    return study(
        peers=(),
        figures=(),
        findings=(),
        needs=(),
        proposals=(),
        failures=(),
        exhibits=(),
        sources=(),
        lacks=(),
        warnings=(),
        layers={},
    )
