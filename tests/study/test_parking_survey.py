"""A plate survey run: files in, figures, tables and a page out; no plate anywhere."""

import json
from pathlib import Path

import pandas as pd
import pytest

from beffroi.foundation.errors import FaultyFileError, InputError
from beffroi.report import parking_survey_page
from beffroi.study.parking_survey import Asked, Done, as_json, survey, told
from tests.engines.parking.surveys.reads import drawn


def files(folder: Path, *, name: str = "S{k}") -> Asked:
    frame, own, _ = drawn(0.5, 1.0, n_sections=12)
    hours = frame["time"] / 3600
    pd.DataFrame({
        "Plaque": "AB-" + frame["vehicle"].astype(str).str.zfill(5), "Rue": frame["section"],
        "Date": "12/05/2026", "Passage": frame["pass"],
        "Heure": [f"{int(h)}h{round(h % 1 * 60):02d}" for h in hours],
    }).to_csv(folder / "plaques.csv", index=False, sep=";")  # fmt: skip
    places = own.assign(rue=[name.format(k=k) for k in range(12)], limite=60)
    places[["rue", "spaces", "limite"]].to_csv(folder / "places.csv", index=False)
    return Asked(folder / "plaques.csv", folder / "places.csv")


def test_a_survey_is_written_and_holds_no_plate(tmp_path: Path) -> None:
    done = survey(files(tmp_path), tmp_path / "out", parking_survey_page.write)

    written = {
        name: (tmp_path / "out" / name).read_text(encoding="utf-8") for name, _ in done.files
    }
    assert set(written) == {
        "index.html", "occupancy.csv", "passes.csv", "stays.csv", "long_stayers.csv",
        "figures.json",
    }  # fmt: skip
    assert not any("AB-0" in text or "AB0" in text for text in written.values())
    figures = json.loads(written["figures.json"])["figures"]
    assert {"parking.survey.mean_stay", "parking.survey.respect.60min"} <= {
        f["id"] for f in figures
    }
    assert "Occupation par section et par heure" in written["index.html"]
    assert any("Mean stay" in words.en for words in told(done))
    assert as_json(done)["refused"] == []


def test_unknown_streets_are_said_with_the_nearest_and_nothing_is_lost(tmp_path: Path) -> None:
    asked = files(tmp_path, name="S{k}")
    text = asked.places.read_text(encoding="utf-8").replace("S3,", "Rue S3,")
    asked.places.write_text(text, encoding="utf-8")

    done = survey(asked, tmp_path / "out", blank_page)

    said = [words.en for words in done.warnings]
    assert "places.csv has no 'S3'" in said[0] or any("has no 'S3'" in one for one in said)
    assert done.hours["section"].nunique() == 12


def blank_page(_: Done, path: Path) -> None:
    path.write_text("", encoding="utf-8")


def test_a_survey_of_other_streets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match=r"no section of it is in places\.csv"):
        survey(files(tmp_path, name="Elsewhere {k}"), tmp_path / "out", no_page)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not empty"):
        survey(files(tmp_path), tmp_path, no_page)


def no_page(done: Done, path: Path) -> None:
    raise AssertionError(path)


def test_counts_barriers_meters_and_sensors_are_told_together(tmp_path: Path) -> None:
    states = [(f"C{k % 3}", 1 + k // 24, k % 24, k // 2 % 2) for k in range(96)]
    text = {
        "places.csv": "parking,places,réglementation\nHalle,50,payant\nGare,20,gratuit\n",
        "counts.csv": "parking,date,heure,véhicules\n"
                      "Halle,2026-05-12,9h,20\nHalle,2026-05-12,10h,40\nGare,2026-05-12,9h,10\n",
        "barriers.csv": "parking,date heure,entrées,sorties\nHalle,2026-05-12 09:00,30,0\n"
                        "Halle,2026-05-12 18:00,5,35\n",
        "tickets.csv": "zone,début,fin,montant\n"
                       + "Halle,12/05/2026 8h30,12/05/2026 9h30,1.2\n" * 10,
        "sensors.csv": "capteur,horodatage,état\n"
                       + "".join(f"{s},2026-05-{d:02d} {h:02d}:00,{b}\n" for s, d, h, b in states),
    }  # fmt: skip
    for name, content in text.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    counts, barriers, tickets, sensors = (tmp_path / name for name in list(text)[1:])
    asked = Asked(None, tmp_path / "places.csv", counts, barriers, tickets, sensors)

    done = survey(asked, tmp_path / "out", parking_survey_page.write)

    known = {figure.id.removeprefix("parking.survey."): figure for figure in done.figures}
    assert known["peak"].value == 0.8
    assert known["paid_hours"].value == pytest.approx(10 / 50)
    assert known["revenue"].value == pytest.approx(12)
    assert known["payment"].value == pytest.approx(10 / 60)
    assert known["barriers_mean"].value == pytest.approx(0.3)
    assert known["sensors_kept"].value is not None
    assert (tmp_path / "out" / "sensors.csv").is_file()


def test_without_a_file_nothing_is_asked(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Give a survey"):
        survey(Asked(None, tmp_path / "places.csv"), tmp_path / "out", no_page)


BAD = {
    "plaques.csv": "Plaque;Rue;Date;Heure;Passage\n" + "".join(
        f"A{s[4]}-{k:03d};{s};46109;0,{375 + 42 * p:03d};{p}\n"
        for p in range(5) for s, n in (("Rue Haute", 9), ("Rue Bassse", 3), ("Halle", 2))
        for k in range(n) if (s, p) != ("Rue Haute", 2)
    ) + "AH-001;Rue Haute;46109;9h;0\nXX-1;Halle;29/03/2026;2h30;7\nXX-1;Halle;25/10/2026;2h30;8\n",
    "places.csv": "rue;places;limite\nRue Haute;6,0;1,5 h\nRue Basse;5;90\nHalle;0;\n",
}  # fmt: skip
SAID = {
    "en": ("a plate seen twice in a section at one pass", "Rue Haute: 1 pass is missing",
           "Halle: spaces unknown or 0", "some passes: Rue Haute (9/6)",
           "the clock skipped when it changed", "the clock showed twice when it changed",
           "no 'Rue Bassse': its spaces are unknown. The nearest: Rue Basse"),
    "fr": ("d’une plaque vue deux fois", "Rue Haute : 1 passage manque",
           "Halle : places inconnues ou nulles", "certains passages : Rue Haute (9/6)",
           "que le changement d’heure a sautée", "a montrées deux fois au changement d’heure",
           "n’a pas 'Rue Bassse' : ses places sont inconnues. Au plus près : Rue Basse"),
}  # fmt: skip


def test_every_fault_of_a_survey_is_told_in_one_sentence_and_both_languages(tmp_path: Path) -> None:
    for name, text in BAD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    asked = Asked(tmp_path / "plaques.csv", tmp_path / "places.csv")

    done = survey(asked, tmp_path / "out", blank_page)

    for language, parts in SAID.items():
        plain = " ".join(getattr(words, language) for words in done.warnings).replace("\u00a0", " ")
        assert [part for part in parts if part not in plain] == []
    occupancy = (tmp_path / "out" / "occupancy.csv").read_text(encoding="utf-8")
    assert "Rue Haute,9,9,6,1.5" in occupancy
