"""A network in NeTEx: identifiers, references, frames, order, bytes."""

from dataclasses import replace
from pathlib import Path

import pytest

from beffroi.formats import netex
from beffroi.foundation.errors import SettingsError
from tests.formats.netex.written import NS, plan, root


def test_every_reference_finds_its_object_and_every_identifier_is_alone() -> None:
    elements = list(root().iter())
    ids = [e.attrib["id"] for e in elements if "id" in e.attrib]
    refs = {e.attrib["ref"] for e in elements if "ref" in e.attrib}

    assert len(ids) == len(set(ids))
    assert {ref for ref in refs if not ref.startswith("FR:TypeOfFrame:")} <= set(ids)


def test_every_object_has_codespace_and_version() -> None:
    named = [e for e in root().iter() if "id" in e.attrib and e.tag != f"{NS}Codespace"]

    assert all(e.attrib["id"].split(":")[0] == "FR_EX" for e in named)
    assert all(e.attrib["id"].split(":")[1] == e.tag.removeprefix(NS) for e in named)
    assert all(e.attrib["version"] == "1" for e in named)


def test_the_frames_are_those_of_the_french_profile() -> None:
    kinds = [e.attrib["ref"].split(":")[2] for e in root().iter(f"{NS}TypeOfFrameRef")]

    assert root().attrib["version"] == netex.PROFILE
    assert kinds == ["NETEX_FRANCE", "NETEX_COMMUN", "NETEX_ARRET", "NETEX_CALENDRIER",
                     "NETEX_LIGNE", "NETEX_RESEAU", "NETEX_HORAIRE", "NETEX_TARIF",
                     "NETEX_RESEAU"]  # fmt: skip


def test_the_same_network_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xml", "other.xml"):
        netex.write(plan(), tmp_path / name, codespace="FR_EX")

    assert (tmp_path / "one.xml").read_bytes() == (tmp_path / "other.xml").read_bytes()


def test_an_empty_network_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        netex.write(replace(plan(), variants=()), tmp_path / "netex.xml", codespace="FR_EX")

    assert list(tmp_path.iterdir()) == []
