"""Notes: what nobody said and nobody saw in a drawn town, coded by need as real notes would be."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from beffroi.drawing import words

INTERVIEW, SEEN, WORKSHOP = "entretien", "observation", "atelier"
COLUMNS = ("id", "date", "lieu", "rôle", "nature", "texte", "codes", "citable")
INVENTED = "ville inventée"
NOTES = (
    ("2026-05-19", words.MAIN_STREET, "commerçante", INTERVIEW, "true",
     "fill-vacant-premises:pour",
     "Entre les vitrines vides, les gens font demi-tour avant d'arriver à ma porte."),
    ("2026-05-19", words.MAIN_STREET, "commerçant", INTERVIEW, "true",
     "make-shops-visible:contre; know-footfall:pour",
     ("Mes horaires, mes clients les connaissent. Ce que personne ne sait dire, c'est combien de "
     "monde passe.")),
    ("2026-05-21", "marché", "habitante retraitée", INTERVIEW, "true",
     "find-parking:pour; free-short-stay-bays:pour",
     "Je fais trois fois le tour avant de trouver une place près de la pharmacie."),
    ("2026-05-23", "marché", "observation d'un samedi", SEEN, "true", "free-short-stay-bays:pour",
     "De neuf heures à midi, les mêmes voitures occupent les places les plus proches du marché."),
    ("2026-05-23", "abords du centre", "observation d'un samedi", SEEN, "true",
     "find-parking:pour; know-parking-supply:pour",
     ("Un parc à dix minutes à pied reste à moitié vide pendant qu'on tourne dans le centre ; rien "
     "ne l'indique.")),
    ("2026-05-26", "mairie", "agent des services techniques", INTERVIEW, "false",
     "know-parking-supply:pour",
     "Le nombre de places n'est connu que de mémoire ; {silent} parcs n'ont pas de nombre écrit."),
    ("2026-05-28", "lycée", "lycéenne", INTERVIEW, "true", "sell-at-a-distance:pour",
     "Je commande tout en ligne, mais je passerais le prendre à la boutique."),
    ("2026-06-02", "faubourg", "commerçante", INTERVIEW, "true", "sell-at-a-distance:contre",
     "Un site de vente commun, on a essayé : beaucoup de saisie pour trois commandes."),
    ("2026-06-04", "salle des fêtes", "atelier de commerçants et d'associations", WORKSHOP, "true",
     "federate-actors:pour; inform-inhabitants:pour",
     "Chacun fait ses animations de son côté ; accord pour essayer un calendrier commun."),
    ("2026-06-04", "salle des fêtes", "atelier de commerçants et d'associations", WORKSHOP, "true",
     "keep-spending-local:contre",
     "Les bons d'achat reviennent chaque année sans qu'on en fasse le bilan."),
    ("2026-06-09", "gare", "observation d'un soir", SEEN, "true",
     "know-mobility-offers:pour; travel-from-villages:pour",
     ("À l'arrivée du car, aucune correspondance n'est affichée ; quatre voyageurs appellent un "
     "proche.")),
    ("2026-06-11", "quartier est", "habitant sans voiture", INTERVIEW, "true",
     "reach-centre-without-car:pour",
     "Le dernier bus part avant la fermeture des boutiques."),
    ("2026-06-12", "centre", "propriétaire", INTERVIEW, "false", "fill-vacant-premises:pour",
     "Remettre le local aux normes coûterait plus que plusieurs années de loyer."),
)  # fmt: skip
"""Day, place, role, nature, whether it may be quoted, codes, text."""


def notes(truth: Mapping[str, Any]) -> pd.DataFrame:
    """Write the notes of a drawn town; each says of itself that the town is invented.

    Parameters
    ----------
    truth
        What is known for certain of the town.

    Returns
    -------
    Columns of the French table of notes.
    """
    silent = truth["parking"]["car_parks_without_capacity"]
    rows = [
        (f"invention-{rank:02d}", day, f"{place} ({INVENTED})", f"{role} ({INVENTED})", nature,
         text.format(silent=silent), codes, quotable)
        for rank, (day, place, role, nature, quotable, codes, text) in enumerate(NOTES, 1)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))
