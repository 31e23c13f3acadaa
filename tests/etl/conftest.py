"""A survey of one wave in a folder of its own, and a warehouse to load it into."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.etl.surveys import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A folder for a survey and an empty warehouse."""
    return Place(tmp_path / "survey", tmp_path / "home")
