"""Frozen values as JSON and back: nothing lost, whatever they hold."""

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

Value = TypeVar("Value")


def as_json(value: object) -> Any:
    """Turn a frozen value into JSON: objects, lists, texts, numbers, truths and null.

    Parameters
    ----------
    value
        A dataclass of dataclasses, tuples, texts, finite numbers, truths and None. One that has
        its own `as_json` keeps it.

    Examples
    --------
    >>> from beffroi.foundation.language import Words
    >>> as_json((Words("oui", "yes"), None, 0.5))
    [{'fr': 'oui', 'en': 'yes'}, None, 0.5]
    """
    own = getattr(value, "as_json", None)
    if own is not None:
        return own()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    return value


def from_json(kind: type[Value], read: Mapping[str, Any]) -> Value:
    """Rebuild a frozen value from its JSON, by the types of its fields.

    Examples
    --------
    >>> from beffroi.foundation.language import Words
    >>> from_json(Words, {"fr": "oui", "en": "yes"})
    Words(fr='oui', en='yes')
    """
    return typing.cast("Value", _built(kind, read))


def _built(kind: Any, read: Any) -> Any:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is types.UnionType or origin is typing.Union:
        return None if read is None else _built(_of_union(inner), read)
    if origin is tuple:
        return _tuple(inner, read)
    if is_dataclass(kind):
        return _record(kind, read)
    return float(read) if kind is float else read


def _of_union(inner: tuple[Any, ...]) -> Any:
    return next(kind for kind in inner if kind is not type(None))


def _tuple(inner: tuple[Any, ...], read: list[Any]) -> tuple[Any, ...]:
    kinds = [inner[0]] * len(read) if inner[1:] == (...,) else inner
    return tuple(_built(kind, item) for kind, item in zip(kinds, read, strict=True))


def _record(kind: Any, read: Mapping[str, Any]) -> Any:
    own = getattr(kind, "from_json", None)
    return own(read) if own is not None else by_fields(kind, read)


def by_fields(kind: type[Value], read: Mapping[str, Any]) -> Value:
    """Rebuild a dataclass from a JSON object with one member a field."""
    hints = typing.get_type_hints(kind)
    names = [field.name for field in fields(typing.cast("Any", kind))]
    return kind(**{name: _built(hints[name], read[name]) for name in names})
