"""Contexts on the session's published warehouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from figures.context import Context
from survey.address import read_address
from survey.snapshot import PublishedSurvey

Reading = Callable[..., Context]


@pytest.fixture(scope="session")
def reading(demo: PublishedSurvey) -> Reading:
    """`reading(sector=["F"], lang="en")`: the context of a reader with this address."""

    def context(**address: str | list[str]) -> Context:
        lists = {name: [v] if isinstance(v, str) else v for name, v in address.items()}
        read = read_address(lists, {"kmu-st": demo.codebook}, default_survey="kmu-st")
        assert not read.complaints
        return Context(demo, read.selection)

    return context


def every_exhibit(context: Context) -> list:
    """One exhibit of each kind that the pages show."""
    from figures.comparisons import ends_apart
    from figures.funnels import way
    from figures.matrices import grid_matrix, items_by, options_by, two_dimensions
    from figures.rankings import groups, items
    from figures.scores import dimensions, waves
    from figures.shares import steps
    from figures.weights import ratings, ratings_by

    book = context.codebook
    points = {"unit": "points", "words": "points"}
    return [
        groups(context, "ranking", "maturity", "sector", **points),
        dimensions(context, "profile", book.score["maturity"]),
        steps(context, "steps", "strategy_status", "sector"),
        steps(context, "levels", "maturity.level", "size"),
        two_dimensions(context, "matrix", "maturity", "sector", "size", **points),
        items(context, "items", book.question["barriers"]),
        items_by(context, "items-by", book.question["barriers"], "sector"),
        ratings(context, "ratings", book.question["barrier_weight"]),
        waves(context, "waves", "maturity", **points),
        way(context, "way", book.question["programmes"]),
        items_by(context, "used-by", book.question["programmes"], "size", "4", "used"),
        ratings_by(context, "rated-by", book.question["acceptance"], "involvement"),
        ends_apart(context, "ends", book.question["acceptance"], "involvement"),
        *(
            [
                options_by(context, "options-by", book.question["pandemic_effect"], "size"),
                grid_matrix(context, "areas", book.question["pandemic_area"]),
            ]
            if context.selection.wave != "2019"
            else []
        ),
    ]
