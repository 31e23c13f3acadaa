"""Dimensions: how respondents are cut."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from survey.classification import Classification, classification, known
from survey.codebook.questions import MissingKind, Option
from survey.codebook.values import Code, Entry, Text


class Dimension(Entry):
    """A column that cuts respondents, either by a classification or by its own options.

    `levels` narrows a classification to the levels named; the default is all it has. `missing` are
    the codes of its column that say why nothing stands there, as those of a question: such a
    respondent belongs to none of its codes, and that is no finding. `boundaries` names a GeoJSON
    file beside the codebook with the areas of its codes, for a map.
    """

    column: str
    label: Text
    classification: str | None = None
    levels: tuple[str, ...] | None = None
    options: tuple[Option, ...] = ()
    ordered: bool = False  # options with an order of their own are not sorted by size
    boundaries: str | None = None
    missing: dict[Code, MissingKind] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _classification_or_options(self) -> Dimension:
        if (self.classification is None) == (not self.options):
            raise PydanticCustomError(
                "classification_or_options", "either `classification` or `options`", {}
            )
        if self.classification is not None and self.classification not in known():
            raise PydanticCustomError(
                "unknown_classification", "unknown classification", {"known": ", ".join(known())}
            )
        if self.levels is not None:
            levels = self.scheme.level_ids
            if not self.levels or any(level not in levels for level in self.levels):
                raise PydanticCustomError(
                    "unknown_level", "unknown level", {"known": ", ".join(filter(None, levels))}
                )
        return self

    @cached_property
    def scheme(self) -> Classification:
        """The classification; a dimension with options has one of a single level."""
        if self.classification is not None:
            return classification(self.classification)
        return Classification.from_options((o.code, o.label.de, o.label.en) for o in self.options)

    @property
    def level_ids(self) -> tuple[str, ...]:
        """Its levels, finest first; one unnamed level ("") where there is nothing to roll up."""
        if self.levels is None:
            return self.scheme.level_ids
        return tuple(level for level in self.scheme.level_ids if level in self.levels)

    @property
    def nominal(self) -> bool:
        """Whether its codes have no order of their own and may be sorted by the estimate."""
        return not (self.ordered or self.scheme.ordered)

    @property
    def default_level(self) -> str:
        """The level that the plain name of the dimension means."""
        default = self.scheme.default_level
        return default if default in self.level_ids else self.level_ids[0]
