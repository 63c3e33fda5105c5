"""What the sheets of a walk hold: headings, states and sides, in both languages."""

from beffroi.foundation.language import Words
from beffroi.territory.commerce import GONE, TRADING, UNKNOWN, VACANT

FORMAT = "sheets of a walk"
COLUMNS: dict[str, tuple[Words, int]] = {
    "premises_id": (Words("Réf.", "Ref."), 13),
    "side": (Words("Côté", "Side"), 6),
    "housenumber": (Words("N°", "No."), 6),
    "before": (Words("Avant", "Before"), 8),
    "state": (Words("État vu", "State seen"), 11),
    "name": (Words("Nom", "Name"), 24),
    "kind": (Words("Activité", "Activity"), 20),
    "since": (Words("Depuis", "Since"), 10),
    "front": (Words("Vitrine (m)", "Front (m)"), 8),
    "area": (Words("Surface (m²)", "Area (m²)"), 8),
    "opening_hours": (Words("Horaires", "Hours"), 22),
    "phone": (Words("Téléphone", "Phone"), 13),
    "website": (Words("Site", "Website"), 20),
    "rent": (Words("Loyer (€/m²/an)", "Rent (€/m²/year)"), 9),
    "owner": (Words("Propriétaire", "Owner"), 12),
    "note": (Words("Remarque", "Remark"), 18),
}
STATES = {
    TRADING: Words("ouvert", "trading"),
    VACANT: Words("vide", "vacant"),
    UNKNOWN: Words("en travaux", "works"),
    GONE: Words("plus un local", "no premises"),
}
SIDES = {"odd": Words("impair", "odd"), "even": Words("pair", "even")}
STREET, DAY, BY = Words("Rue", "Street"), Words("Relevé le", "Seen on"), Words("Par", "By")
HELP = Words(
    "Une ligne compte dès que « État vu » est rempli ; ce qui est déjà écrit est ce que la carte "
    "ou SIRENE savent : corriger au besoin. Local absent de la liste : lignes du bas.",
    'A row counts once "State seen" is filled in; what is written already is what the map or '
    "SIRENE know: mend it where needed. Premises not listed: rows at the bottom.",
)
LISTS = "listes"
OTHERS = Words("Autres rues", "Other streets")
HEADER_ROW = 4
