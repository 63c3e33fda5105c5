"""A small DECISION.toml, sound, to be spoiled one line at a time."""

from pathlib import Path

TOML = """\
[decision]
id = "d1"
title = { fr = "Choisir", ar = "اختيار" }
date = 2026-01-15
[method]
draws = 300
seed = 3
[sources.note]
name = "Note d'essai"
publisher = "Essai"
date = "2025-06"
[cells]
source = "note"
evidence = "D"

[[criterion]]
id = "cost"
name = "Coût"
unit = "€"
worst = 100
best = 0
[[criterion]]
id = "air"
name = "Air"
unit = "1"
worst = 0
best = 1

[[constraint]]
id = "law"
name = "Loi"
meets = { bus = true, nothing = "unknown" }

[[option]]
id = "bus"
name = "Bus"
cells = { cost = { interval = [40, 60] }, air = { value = 0.8, evidence = "A", date = "2024" } }
[[option]]
id = "nothing"
name = "Rien"
baseline = true
cells = { cost = 0, air = "inconnu" }

[[group]]
id = "shops"
name = "Commerçants"
members = 3
swing = { cost = 100, air = 40 }
[[group]]
id = "people"
name = "Habitants"
members = 5
order = ["air > cost"]

[[vote]]
group = "people"
option = "bus"
votes = 4
reason = "l'air"
"""


def written(folder: Path, old: str = "", new: str = "", *, more: str = "") -> Path:
    """Write the decision with one text replaced, and more at its end."""
    assert old in TOML
    path = folder / "decision.toml"
    path.write_text((TOML.replace(old, new, 1) if old else TOML) + more, encoding="utf-8")
    return path
