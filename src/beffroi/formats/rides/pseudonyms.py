"""Devices under a pseudonym: nobody can go back from what is kept to the device."""

import hashlib
import secrets
from collections.abc import Mapping

SALT_BYTES = 32
DIGEST_BYTES = 6
SHORTEST = 4
"""Shortest device id that is looked for inside names of files and labels."""


class Pseudonyms:
    """A keyed hash whose key is drawn for one reading and never leaves memory.

    The same device has the same pseudonym in all the files of a reading, and another in the next.

    Examples
    --------
    >>> first, second = Pseudonyms(), Pseudonyms()
    >>> first.of("356938035643809") == first.of("356938035643809")
    True
    >>> first.of("356938035643809") == second.of("356938035643809")
    False
    """

    def __init__(self) -> None:
        self._salt = secrets.token_bytes(SALT_BYTES)
        self._known: dict[str, str] = {}

    def of(self, device: str) -> str:
        """Return the pseudonym of a device."""
        if device not in self._known:
            digest = hashlib.blake2b(
                device.encode("utf-8", "replace"), key=self._salt, digest_size=DIGEST_BYTES
            )
            self._known[device] = f"d{digest.hexdigest()}"
        return self._known[device]

    @property
    def known(self) -> Mapping[str, str]:
        """Pseudonyms by device, of the devices met so far."""
        return self._known

    def hidden(self, text: str) -> str:
        """Put pseudonyms in place of the devices that a text names.

        Examples
        --------
        >>> names = Pseudonyms()
        >>> names.of("356938035643809") in names.hidden("rides/356938035643809.gpx")
        True
        """
        if not text:
            return text
        for device in sorted(self._known, key=len, reverse=True):
            if len(device) >= SHORTEST and device in text:
                text = text.replace(device, self._known[device])
        return text
