"""Addresses of shops."""

import pytest

from beffroi.territory.shop_sites import Visit, host_of, is_of, is_social


@pytest.mark.parametrize(
    ("address", "is_page"),
    [
        ("https://www.facebook.com/auxpains", True), ("facebook.com/auxpains", True),
        ("https://facebook.com/", False), ("https://notfacebook.com/a", False),
        ("https://facebook.com/sharer/sharer.php?u=a", False), ("http://[", False), ("", False),
    ],
)  # fmt: skip
def test_a_page_in_a_social_network_is_known(address: str, *, is_page: bool) -> None:
    assert is_social(address) is is_page


def test_the_host_of_an_address_is_that_of_no_other() -> None:
    assert host_of("https://facebook.com@evil.example/") == "evil.example"
    assert not is_of("facebook.com.evil.example", "facebook.com")


def test_an_address_that_answered_over_https_is_encrypted() -> None:
    assert Visit("a.fr", "https://a.fr/", "2026-11-26", "answered").is_encrypted
    assert not Visit("https://a.fr", "http://a.fr/", "2026-11-26", "answered").is_encrypted
