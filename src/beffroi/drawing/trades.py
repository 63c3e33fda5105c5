"""Trades: what is sold in a French town, where, when it is open and under which NAF code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade: its OSM tag, its NAF rév. 2 code, and how common it is.

    Attributes
    ----------
    key, value
        OSM tag.
    naf
        Code of the French nomenclature of activities, revision 2.
    weight
        How many premises of a hundred or so.
    names
        Openings of its signs; `{last}`, `{first}` and `{alias}` are filled.
    hours
        Which of `HOURS` it keeps.
    """

    key: str
    value: str
    naf: str
    weight: float
    names: tuple[str, ...]
    hours: str


HOURS = {
    "shop": ("Tu-Sa 09:30-12:30,14:00-19:00; PH off",
            "Mo 14:00-19:00; Tu-Sa 10:00-12:30,14:00-19:00",
             "Tu-Fr 09:30-12:00,14:30-18:30; Sa 09:30-18:30", "Mo-Sa 10:00-19:00"),
    "food": ("Tu-Sa 08:00-12:45,15:30-19:15; Su 08:30-12:30",
            "Tu-Sa 08:00-13:00,16:00-19:30; Su,Mo off"),
    "bakery": ("Tu-Sa 07:00-13:15,15:30-19:30; Su 07:00-13:00",
            "Mo-Tu,Th-Sa 06:45-19:30; Su 07:00-13:00",
               "We-Mo 07:00-13:00,16:00-19:30"),
    "care": ("Tu-Fr 09:00-12:00,14:00-18:30; Sa 09:00-17:00",
            "Tu-Th 09:00-18:30; Fr 09:00-19:00; Sa 08:30-16:00"),
    "bank": ("Tu-Fr 09:00-12:15,13:45-18:00; Sa 09:00-12:30; PH off",),
    "chemist": ("Mo-Fr 08:45-12:30,14:00-19:15; Sa 09:00-12:30,14:00-18:00",),
    "restaurant": ("Tu-Sa 12:00-14:00,19:00-22:00", "Mo-Sa 12:00-14:00; Fr-Sa 19:00-22:30",
                   "We-Su 12:00-14:00,19:00-21:30"),
    "cafe": ("Mo-Sa 07:30-20:00", "Tu-Sa 08:00-23:00; Su 09:00-13:00",
            "Mo-Th 07:30-20:00; Fr-Sa 07:30-01:00"),
    "quick": ("Mo-Sa 11:30-14:30,18:00-22:30; Su 18:00-22:30", "Mo-Su 11:00-23:00"),
    "large": ("Mo-Sa 08:30-20:00; Su 09:00-12:30",),
    "office": ("Mo-Fr 09:00-12:00,14:00-18:00",),
}  # fmt: skip
"""Opening hours, in OSM's syntax, by habit."""

TRADES = (
    Trade("shop", "clothes", "47.71Z", 13,
          ("Prêt-à-porter {last}", "Mode {first}", "L'Atelier {alias}", "Chez {first}"), "shop"),
    Trade("shop", "hairdresser", "96.02A", 11,
          ("Coiffure {first}", "Salon {last}", "L'Hair {alias}"), "care"),
    Trade("shop", "bakery", "10.71C", 8,
          ("Boulangerie {last}", "Au Fournil {alias}", "Le Pain {alias}"), "bakery"),
    Trade("shop", "convenience", "47.11B", 4,
          ("Épicerie {alias}", "Alimentation {last}", "Le Petit Marché {alias}"), "food"),
    Trade("shop", "butcher", "47.22Z", 3,
          ("Boucherie {last}", "Boucherie-charcuterie {last}"), "food"),
    Trade("shop", "shoes", "47.72A", 3, ("Chaussures {last}", "Au Pas {alias}"), "shop"),
    Trade("shop", "optician", "47.78A", 4, ("Optique {last}", "Les Lunettes {alias}"), "shop"),
    Trade("shop", "beauty", "96.02B", 5, ("Institut {first}", "Beauté {alias}"), "care"),
    Trade("shop", "florist", "47.76Z", 3, ("Fleurs {first}", "Au Bouquet {alias}"), "food"),
    Trade("shop", "jewelry", "47.77Z", 2.5, ("Bijouterie {last}", "L'Écrin {alias}"), "shop"),
    Trade("shop", "books", "47.61Z", 1.5, ("Librairie {alias}", "Librairie {last}"), "shop"),
    Trade("shop", "newsagent", "47.62Z", 2, ("Maison de la presse {last}",), "shop"),
    Trade("shop", "tobacco", "47.26Z", 2.5, ("Tabac {alias}", "Le Bureau {alias}"), "food"),
    Trade("shop", "mobile_phone", "47.42Z", 2, ("Téléphonie {last}",), "shop"),
    Trade("shop", "furniture", "47.59A", 2, ("Meubles {last}", "Intérieurs {alias}"), "shop"),
    Trade("shop", "gift", "47.78C", 3, ("Cadeaux {alias}", "La Malle {alias}"), "shop"),
    Trade("shop", "wine", "47.25Z", 1.5, ("Cave {alias}", "Cave {last}"), "food"),
    Trade("shop", "cheese", "47.29Z", 1, ("Fromagerie {last}",), "food"),
    Trade("shop", "toys", "47.65Z", 1, ("Jouets {last}", "Le Coffre {alias}"), "shop"),
    Trade("shop", "sports", "47.64Z", 1.5, ("Sports {last}",), "shop"),
    Trade("shop", "bicycle", "47.64Z", 1, ("Cycles {last}",), "shop"),
    Trade("shop", "dry_cleaning", "96.01B", 1.5, ("Pressing {alias}",), "care"),
    Trade("shop", "pet", "47.76Z", 1, ("Animalerie {last}",), "shop"),
    Trade("shop", "hardware", "47.52A", 1, ("Quincaillerie {last}",), "shop"),
    Trade("amenity", "restaurant", "56.10A", 12,
          ("Restaurant {alias}", "La Table {alias}", "Chez {first}", "Auberge {alias}"),
          "restaurant"),
    Trade("amenity", "fast_food", "56.10C", 7,
          ("Snack {alias}", "Le Kebab {alias}", "Pizza {first}"), "quick"),
    Trade("amenity", "cafe", "56.30Z", 5, ("Café {alias}", "Salon de thé {first}"), "cafe"),
    Trade("amenity", "bar", "56.30Z", 4, ("Bar {alias}", "Le Comptoir {alias}"), "cafe"),
    Trade("amenity", "pharmacy", "47.73Z", 4, ("Pharmacie {alias}", "Pharmacie {last}"), "chemist"),
    Trade("amenity", "bank", "64.19Z", 5,
          ("Banque {alias}", "Crédit {alias}", "Caisse {alias}"), "bank"),
    Trade("office", "estate_agent", "68.31Z", 4, ("Agence {last}", "Immobilier {alias}"), "office"),
    Trade("office", "insurance", "66.22Z", 3, ("Assurances {last}",), "office"),
)  # fmt: skip
"""Trades of a centre."""

SHEDS = (
    Trade("shop", "supermarket", "47.11F", 1, ("Hypermarché {alias}",), "large"),
    Trade("shop", "doityourself", "47.52B", 1, ("Bricolage {last}",), "large"),
    Trade("shop", "furniture", "47.59A", 1, ("Meubles {last}",), "large"),
    Trade("shop", "clothes", "47.71Z", 1, ("Mode {alias}",), "large"),
    Trade("shop", "sports", "47.64Z", 1, ("Sports {alias}",), "large"),
    Trade("shop", "garden_centre", "47.76Z", 1, ("Jardinerie {last}",), "large"),
    Trade("shop", "electronics", "47.54Z", 1, ("Électroménager {last}",), "large"),
    Trade("shop", "shoes", "47.72A", 1, ("Chaussures {last}",), "large"),
    Trade("shop", "car", "45.11Z", 1, ("Automobiles {last}",), "office"),
)  # fmt: skip
"""Trades of the shopping zone; the first ground holds the first of them."""

LOCAL = ("bakery", "hairdresser", "pharmacy", "convenience", "tobacco", "fast_food", "beauty")
"""Trades of a quarter centre."""
