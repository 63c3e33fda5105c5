"""The public site, file by file: what is written, and what never is."""

import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest

from beffroi.foundation.errors import StorageError
from beffroi.report.commerce_site import write
from tests.report import commerce_twin

MOST = 50_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public") / "site"
    write(commerce_twin.made(), folder)
    return folder


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


class Read(HTMLParser):
    """What a browser would find: tags with their attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def of(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


def test_every_shop_has_a_page_and_a_sheet_save_one_that_nobody_saw(site: Path) -> None:
    expected = [f"osm-{one}.html" for one in ("n1", "n2", "n4", "n5", "n6", "n7", "w3")]

    assert [path.name for path in sorted((site / "commerces").iterdir())] == expected
    assert [path.name for path in sorted((site / "affiches").iterdir())] == expected
    assert not any("Chez soi" in path.read_text() for path in pages(site))


def test_a_town_of_many_known_hours_is_written_with_its_chart(tmp_path: Path) -> None:
    write(commerce_twin.made(commerce_twin.MANY), tmp_path / "site")

    hours = (tmp_path / "site" / "horaires.html").read_text()
    assert "<svg" in hours
    assert "Le creux de midi" in hours


def test_every_link_within_the_site_leads_to_a_file(site: Path) -> None:
    for path in pages(site):
        read = Read(path.read_text())
        links = [a.get("href") for a in read.of("a") + read.of("link")]
        links += [s.get("src") for s in read.of("script")]
        inner = [one for one in links if one and not re.match(r"[a-z]+:|#", one)]
        assert inner
        assert [one for one in inner if not (path.parent / one).resolve().is_file()] == [], path


def test_no_page_runs_what_stands_in_it_or_asks_another_site(site: Path) -> None:
    for path in pages(site):
        read = Read(path.read_text())
        scripts = [s for s in read.of("script") if "src" not in s]
        assert all(s.get("type") == "application/ld+json" for s in scripts), path
        handlers = [k for _, a in read.tags for k in a if k.startswith("on") or k == "style"]
        assert handlers == []
        loaded = [a.get("src") or "" for tag in ("script", "img", "iframe") for a in read.of(tag)]
        loaded += [a["href"] or "" for a in read.of("link") if a.get("rel") == "stylesheet"]
        assert not any(one.startswith(("http", "//")) for one in loaded)
        assert not any((a.get("href") or "").startswith("javascript") for a in read.of("a"))


def test_wicked_names_are_shown_and_do_nothing(site: Path) -> None:
    text = (site / "commerces" / "osm-n4.html").read_text()

    assert "<img" not in text
    assert "alert(&#34;x&#34;)" in text
    assert len(Read(text).of("script")) == 3
    assert all("<script>alert" not in path.read_text() for path in pages(site))


def test_no_page_is_heavy(site: Path) -> None:
    assert max(path.stat().st_size for path in pages(site)) < MOST


def test_names_as_wicked_as_can_be_keep_pages_light(tmp_path: Path) -> None:
    rows = tuple(
        {"premises_id": f"osm:n{n}", "name": "&\"'<" * 200, "kind": "&" * 300, "family": "&" * 90,
         "street": f"{n % 7}" + "'" * 300, "housenumber": "&" * 99}
        for n in range(130)
    )  # fmt: skip

    write(commerce_twin.made(rows), tmp_path / "site")

    assert max(path.stat().st_size for path in pages(tmp_path / "site")) < MOST
    assert (tmp_path / "site" / "tous-p4.html").is_file()


def test_owners_are_in_no_file(site: Path) -> None:
    text = (site / "locaux-vacants.html").read_text()
    assert "110 €/m²/an" in text.replace("\u202f", " ").replace("\xa0", " ")
    assert not any(b"Propri" in path.read_bytes() for path in site.rglob("*") if path.is_file())


def test_robots_site_map_and_feed_are_well_formed(site: Path) -> None:
    assert "Sitemap: https://commerces.ville.fr/sitemap.xml" in (site / "robots.txt").read_text()
    urls = ET.parse(site / "sitemap.xml").getroot()
    feed = ET.parse(site / "feed.xml").getroot()

    addresses = [url[0].text or "" for url in urls]
    assert "https://commerces.ville.fr/commerces/osm-n1.html" in addresses
    assert not any("affiches" in one for one in addresses)
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 3


def test_a_site_without_an_address_says_so_and_has_no_code(tmp_path: Path) -> None:
    names = write(commerce_twin.made(url=""), tmp_path / "site")

    assert "sitemap.xml" not in names
    assert "feed.xml" not in names
    sheet = (tmp_path / "site" / "affiches" / "osm-n1.html").read_text()
    assert "<svg" not in sheet
    assert "n’a pas encore d’adresse" in sheet


def test_a_town_without_any_shop_has_a_site(tmp_path: Path) -> None:
    names = write(commerce_twin.made(()), tmp_path / "site")

    assert "index.html" in names
    assert "assets/maplibre.js" not in names
    assert "Aucun commerce" in (tmp_path / "site" / "index.html").read_text()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")

    with pytest.raises(StorageError):
        write(commerce_twin.made(()), tmp_path / "site")


def test_the_same_directory_makes_the_same_files(site: Path, tmp_path: Path) -> None:
    write(commerce_twin.made(), tmp_path / "site")

    for path in site.rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "site" / path.relative_to(site)).read_bytes()
