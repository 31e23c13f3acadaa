"""The made-up firms as a published survey."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from estimation import estimate, parse_query
from survey.snapshot import PublishedSurvey
from tests.estimation.firms import codebook, firms
from tests.estimation.published import published

Ask = Callable[..., pd.DataFrame]


def ask(survey: PublishedSurvey, target: str, **more: Any) -> pd.DataFrame:
    """The estimate table of a query in the command line's spelling."""
    return estimate(survey, parse_query(survey.codebook, target, **more))


@pytest.fixture(scope="session")
def survey(tmp_path_factory: pytest.TempPathFactory) -> PublishedSurvey:
    """600 firms over three waves; nothing is hidden."""
    return published(tmp_path_factory.mktemp("firms"), codebook(), firms())


@pytest.fixture
def publish(tmp_path: Path) -> Callable[..., PublishedSurvey]:
    """Publishes a frame; keywords go into the codebook."""

    def make(frame: pd.DataFrame, **more: Any) -> PublishedSurvey:
        return published(tmp_path, codebook(**more), frame)

    return make
