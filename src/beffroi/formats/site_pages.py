"""Pages of shops' sites: what their HTML and their schema.org data say; nothing in them is run.

Formats: HTML (WHATWG), JSON-LD 1.1 in ``script`` elements, vocabulary of https://schema.org.
"""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from beffroi.territory.hours import Hours, understood
from beffroi.territory.shop_sites import SitePage, host_of, is_of, is_social

LONGEST = 300
"""Longest text that is kept. [character]"""
MOST_NODES, MOST_SCRIPTS, MOST_LINKS, MOST_HOURS = 2_000, 40, 5_000, 100
BUSINESSES = frozenset({
    "LocalBusiness", "Store", "AutoDealer", "AutoPartsStore", "AutoRepair", "Bakery", "BarOrPub",
    "BeautySalon", "BedAndBreakfast", "BikeStore", "BookStore", "Brewery", "CafeOrCoffeeShop",
    "ChildCare", "ClothingStore", "ComputerStore", "ConvenienceStore", "DaySpa", "Dentist",
    "DepartmentStore", "DryCleaningOrLaundry", "ElectronicsStore", "EmploymentAgency",
    "EntertainmentBusiness", "ExerciseGym", "FastFoodRestaurant", "FinancialService", "Florist",
    "FoodEstablishment", "FurnitureStore", "GardenStore", "GasStation", "GroceryStore",
    "HairSalon", "HardwareStore", "HealthAndBeautyBusiness", "HobbyShop",
    "HomeAndConstructionBusiness", "HomeGoodsStore", "Hotel", "IceCreamShop", "InsuranceAgency",
    "JewelryStore", "Library", "LiquorStore", "Locksmith", "LodgingBusiness", "MedicalBusiness",
    "MensClothingStore", "MobilePhoneStore", "MovieTheater", "MusicStore", "NailSalon", "Notary",
    "NightClub", "OfficeEquipmentStore", "Optician", "OutletStore", "PawnShop", "PetStore",
    "Pharmacy", "PostOffice", "ProfessionalService", "RealEstateAgent", "Restaurant", "ShoeStore",
    "ShoppingCenter", "SportingGoodsStore", "TattooParlor", "TireShop", "TouristInformationCenter",
    "ToyStore", "TravelAgency", "VeterinaryCare", "WholesaleStore", "Winery",
})  # fmt: skip
"""Types of schema.org that are, or inherit from, LocalBusiness."""
SELLING = re.compile(
    r"click\s*(?:&|and|et|n)\s*collect|commander en ligne|commande en ligne|vente en ligne"
    r"|boutique en ligne|ajouter au panier|livraison (?:a|à) domicile"
    r"|retrait en (?:magasin|boutique)",
    re.IGNORECASE,
)
MARKETS = ("mavillemonshopping.fr", "deliveroo.fr", "ubereats.com", "just-eat.fr", "zenchef.com",
           "thefork.fr", "lafourchette.com", "planity.com", "treatwell.fr", "ollca.com",
           "petitscommerces.fr", "toogoodtogo.com")  # fmt: skip
OF_WEEK = {"monday": "Mo", "tuesday": "Tu", "wednesday": "We", "thursday": "Th", "friday": "Fr",
           "saturday": "Sa", "sunday": "Su", "publicholidays": "PH", "mo": "Mo", "tu": "Tu",
           "we": "We", "th": "Th", "fr": "Fr", "sa": "Sa", "su": "Su"}  # fmt: skip
CLOCK = re.compile(r"T?(\d{1,2}):(\d{2})(?::\d{2})?")


class _Reader(HTMLParser):
    """Who reads a page: keeps the few things that are looked for."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title, self.description = "", ""
        self.fits, self.n_images = False, 0
        self.scripts: list[str] = []
        self.links: list[str] = []
        self.selling: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._meta(told)
        elif tag in {"img", "picture"}:
            self.n_images += 1
        elif tag == "a" and len(self.links) < MOST_LINKS:
            self.links.append(told.get("href", "")[:LONGEST])
        elif tag == "script":
            is_data = told.get("type", "").strip().casefold() == "application/ld+json"
            self.inside = "data" if is_data and len(self.scripts) < MOST_SCRIPTS else "script"
            if self.inside == "data":
                self.scripts.append("")
        elif tag in {"title", "style"} and not (tag == "title" and self.title):
            self.inside = tag

    def _meta(self, told: dict[str, str]) -> None:
        name = (told.get("name") or told.get("property") or "").casefold()
        content = told.get("content", "").strip()[:LONGEST]
        if name == "viewport":
            self.fits = self.fits or "width=" in content.replace(" ", "").casefold()
        elif name in {"description", "og:description"} and content:
            self.description = self.description or content
        elif name == "og:image" and content:
            self.n_images += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "title", "style"}:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "data":
            self.scripts[-1] += data
        elif self.inside == "title":
            self.title = " ".join(f"{self.title} {data}".split())[:LONGEST]
        elif not self.inside and len(self.selling) < MOST_SCRIPTS:
            self.selling += SELLING.findall(data)[:MOST_SCRIPTS]


def read(html: str) -> SitePage:
    """Read a page of a shop's site.

    Parameters
    ----------
    html
        The page, decoded; cut or damaged ones are read as far as they go.

    Returns
    -------
    What it says; nothing in it is run, and no address in it is asked.

    Examples
    --------
    >>> page = read('<meta name="viewport" content="width=device-width"><img><img>')
    >>> page.fits, page.n_images
    (True, 2)
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    businesses = [node for text in reader.scripts for node in _nodes(text) if _types(node)]
    types = [name for node in businesses for name in _types(node)]
    same = [link for node in businesses for link in _texts(node.get("sameAs"))]
    links = [_whole(link) for link in [*reader.links, *same]]
    sold = [" ".join(words.casefold().split()) for words in reader.selling]
    sold += [host for host in map(host_of, links) for market in MARKETS if is_of(host, market)]
    sold += ["OrderAction" for node in businesses if "OrderAction" in json.dumps(node)[:100_000]]
    return SitePage(
        title=reader.title,
        description=reader.description,
        fits=reader.fits,
        n_images=reader.n_images,
        business=tuple(dict.fromkeys(types)),
        names=tuple(dict.fromkeys(_first(businesses, "name"))),
        phone=next(iter(_first(businesses, "telephone")), ""),
        hours=next(filter(None, map(_hours, businesses)), ""),
        social=tuple(dict.fromkeys(link for link in links if is_social(link)))[:20],
        sells=tuple(dict.fromkeys(sold))[:20],
    )


def _whole(link: str) -> str:
    return f"https:{link}" if link.startswith("//") else link


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    """Walk the objects of a JSON-LD text, those of its graph included."""
    try:
        waiting = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    seen = 0
    while waiting and seen < MOST_NODES:
        one = waiting.pop()
        seen += 1
        if isinstance(one, list):
            waiting += one[:MOST_NODES]
        elif isinstance(one, dict):
            yield one
            waiting += [value for value in one.values() if isinstance(value, dict | list)]


def _types(node: dict[str, Any]) -> list[str]:
    names = [name.rpartition("/")[2] for name in _texts(node.get("@type"))]
    return [name for name in names if name in BUSINESSES]


def _texts(value: object) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [
        one.strip()[:LONGEST] for one in found[:MOST_HOURS] if isinstance(one, str) and one.strip()
    ]


def _first(nodes: list[dict[str, Any]], key: str) -> list[str]:
    return [text for node in nodes for text in _texts(node.get(key))]


def _hours(node: dict[str, Any]) -> str:
    """Write the opening hours of a business in the syntax of OpenStreetMap."""
    specified = node.get("openingHoursSpecification")
    found = specified if isinstance(specified, list) else [specified]
    rules = [rule for one in found[:MOST_HOURS] if isinstance(one, dict) for rule in _rule(one)]
    text = ", ".join(rules or _texts(node.get("openingHours")))
    read_ = understood(text) if text else None
    return read_.text if isinstance(read_, Hours) else ""


def _rule(one: dict[str, Any]) -> Iterator[str]:
    """Write one specification; those of a part of the year are left out."""
    days = [
        OF_WEEK.get(name.rpartition("/")[2].casefold(), "") for name in _texts(one.get("dayOfWeek"))
    ]
    opens, closes = (
        CLOCK.fullmatch(next(iter(_texts(one.get(key))), "")) for key in ("opens", "closes")
    )
    if one.get("validFrom") or not days or "" in days or not opens or not closes:
        return
    begin, end = (f"{int(found[1]):02d}:{found[2]}" for found in (opens, closes))
    if begin == end == "00:00":
        yield f"{','.join(days)} off"
    elif begin != end:
        yield f"{','.join(days)} {begin}-{end}"
