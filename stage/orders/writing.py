"""A running order as YAML, the way a person writes it: without what is as by default."""

from __future__ import annotations

from typing import Any

import yaml

from stage.orders.model import RunningOrder
from survey.codebook.values import Text

_LINE = 100


class _Dumper(yaml.SafeDumper):
    """Texts in two languages stand in one line each."""


def _text(dumper: yaml.SafeDumper, value: _Flow) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True)


class _Flow(dict[str, str]):
    """A mapping that stands in one line."""


_Dumper.add_representer(_Flow, _text)


def write_order(order: RunningOrder) -> str:
    """YAML that `read_order` reads back to an equal running order."""
    return yaml.dump(
        _plain(order), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_LINE
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return value.de if value.de == value.en else _Flow(de=value.de, en=value.en)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if not hasattr(type(value), "model_fields"):
        return value
    fields = type(value).model_fields
    return {
        name: _plain(held)
        for name, field in fields.items()
        if (held := getattr(value, name)) != field.default or field.is_required()
    }
