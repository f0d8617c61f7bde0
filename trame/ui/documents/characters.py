"""Makes every text of a document fit for XML: the characters no format can hold are left out."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

# Control characters, lone surrogates and the two non-characters of XML 1.0; tab and newline stay.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

Shape = TypeVar("Shape")


def fit(text: str) -> str:
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def cleaned(shape: Shape) -> Shape:
    """The same tree of dataclasses and tuples with every text made fit."""
    value: Any = shape
    if isinstance(value, str):
        value = fit(value)
    elif isinstance(value, tuple):
        value = tuple(cleaned(item) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        value = replace(value, **{f.name: cleaned(getattr(value, f.name)) for f in fields(value)})
    return value  # type: ignore[no-any-return]
