import httpx
import pytest

from beffroi.foundation.errors import InputError, PublisherError
from beffroi.store.addresses import address, is_local, shown


def test_an_encrypted_address_may_be_asked_anywhere() -> None:
    asked = address("https://transport.data.gouv.fr/api/datasets")

    assert not asked.is_local


def test_a_plain_address_may_be_asked_on_a_host_that_was_named() -> None:
    asked = address("http://miroir.ville.fr/a.csv", plain_hosts=frozenset({"miroir.ville.fr"}))

    assert asked.url.host == "miroir.ville.fr"


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/a", "http://localhost/a", "http://[::1]/a"])
def test_a_plain_address_may_be_asked_on_this_machine(url: str) -> None:
    assert address(url).is_local


def test_a_publisher_may_not_lead_into_a_private_network() -> None:
    asked = address("https://www.insee.fr/a.csv")

    for inside in ("https://127.0.0.1/a", "https://10.0.0.1/a", "https://169.254.169.254/meta"):
        with pytest.raises(PublisherError, match="inside a private network"):
            asked.leads_to(httpx.URL(inside))


def test_a_host_of_the_town_may_lead_to_itself() -> None:
    asked = address("http://127.0.0.1:8000/a")

    assert asked.leads_to(httpx.URL("http://127.0.0.1:8000/b")).path == "/b"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "", "insee.fr/a", "https://", "http://a:b"])
def test_what_is_not_an_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(InputError):
        address(url)


def test_names_are_not_taken_for_numbers() -> None:
    assert not is_local("10.example.org")
    assert is_local("a.localhost")


def test_a_long_address_is_shown_cut_and_without_password() -> None:
    url = httpx.URL("https://maire:secret@overpass-api.de/api?data=" + "x" * 500)

    said = shown(url)

    assert len(said) == 200
    assert "secret" not in said
