"""Templates of the pages, compiled once in a process however many pages are laid out."""

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket


class _Kept(BytecodeCache):
    """The code of templates, in memory. Jinja refuses it if the template has changed."""

    def __init__(self) -> None:
        self.codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self.codes.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key] = bucket.bytecode_to_string()


_KEPT = _Kept()


def environment() -> Environment:
    """Return where templates are found, without any word of their own yet.

    Returns
    -------
    An environment that escapes what it is given and refuses a name that is not known. Each page
    has its own, since they do not call the same functions; the code of templates is shared.
    """
    return Environment(
        loader=PackageLoader("beffroi.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_KEPT,
    )
