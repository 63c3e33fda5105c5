"""Which addresses of shops are asked."""

import httpx
import pytest

from beffroi.store.site_addresses import BarredError, candidates, is_public, number

PUBLIC = "93.184.216.34"


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("https://a.fr/b#c", ["https://a.fr/b"]),
        ("http://a.fr", ["http://a.fr"]),
        ("a.fr", ["https://a.fr", "http://a.fr"]),
        ("https://me:secret@a.fr", ["https://a.fr"]),
        ("https://a.fr; https://b.fr", ["https://a.fr"]),
        ("ftp://a.fr", []), ("javascript:alert(1)", []), ("mailto:a@b.fr", []), ("a@b.fr", []),
        ("boulangerie", []), ("", []), ("https://", []), ("https://a b.fr", []),
        ("https://a.fr/" + "b" * 600, []), ("file:///etc/passwd", []),
    ],
)  # fmt: skip
def test_what_is_written_becomes_addresses_of_the_web(written: str, made: list[str]) -> None:
    assert [str(url) for url in candidates(written)] == made


@pytest.mark.parametrize(
    "inside",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0",
     "100.64.0.1", "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
     "2002:a00:1::", "224.0.0.1", "255.255.255.255", "nothing"],
)  # fmt: skip
def test_numbers_inside_are_not_public(inside: str) -> None:
    assert not is_public(inside)
    assert is_public(PUBLIC)


def test_a_public_name_that_leads_inside_is_not_asked() -> None:
    url = httpx.URL("https://boutique.example/")

    with pytest.raises(BarredError, match="inside"):
        number(url, lambda _host, _port: [PUBLIC, "10.0.0.1"])
    assert number(url, lambda _host, _port: [PUBLIC]) == PUBLIC
    with pytest.raises(OSError, match="no number"):
        number(url, lambda _host, _port: [])


@pytest.mark.parametrize("written", ["https://a.fr:22/", "http://a.fr:8080/", "ftp://a.fr/"])
def test_other_ports_and_schemes_are_not_asked(written: str) -> None:
    with pytest.raises(BarredError, match="refused"):
        number(httpx.URL(written), lambda _host, _port: [PUBLIC])
