"""A register of carpool places of one or several rows, as a person would write it."""

from pathlib import Path

from beffroi.formats import bnlc

HEADER = ",".join(bnlc.COLUMNS)
DAY = "2026-09-01"


def row(**cells: str) -> str:
    """Write a valid row, changed where asked."""
    usual = {
        "id_lieu": "35236-C-001", "nom_lieu": "Les Salines", "com_lieu": "Redon", "insee": "35236",
        "type": "Parking", "date_maj": "2024-03-01", "ouvert": "true", "Xlong": "-2.0812",
        "Ylat": "47.6512", "nbre_pl": "12",
    }  # fmt: skip
    return ",".join((usual | cells).get(name, "") for name in bnlc.COLUMNS)


def written(folder: Path, *rows: str, header: str = HEADER) -> Path:
    """Write a register."""
    path = folder / "bnlc.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path
