"""What can be explored is read from an address; a filter chosen a second time is taken back."""

from __future__ import annotations

import pytest

from survey.address import Selection, write_address
from survey.explored import Explored
from survey.selection import Cut, Filter
from tests.survey.test_address import DEMO, read


@pytest.mark.parametrize(
    ("address", "explored"),
    [
        ({"question": ["happiness"]}, Explored()),
        ({"question": ["change_remark"]}, Explored()),  # free text
        ({"by": ["sector", "planet"]}, Explored(by=("sector",))),
        ({"by": ["sector", "size", "council"]}, Explored(by=("sector", "size"))),
        ({"by": ["wave", "size"]}, Explored(by=("wave",))),
        ({"by": ["size", "wave"]}, Explored(by=("size",))),
        ({"contrast": ["F"]}, Explored()),
        ({"contrast": ["F:F"]}, Explored()),
        ({"contrast": ["F:10-49"]}, Explored()),
        ({"contrast": ["rest:F"]}, Explored()),
        ({"by": ["wave"], "contrast": ["F:G"]}, Explored(by=("wave",))),
        ({"by": ["size"], "contrast": ["F:G"]}, Explored(by=("size",))),
    ],
)
def test_what_cannot_be_explored_is_left_out_and_complained_of(address, explored):
    found = read(address)
    assert found.selection.explored == explored
    (complaint,) = found.complaints
    name = next(reversed(address))
    assert f"{name}=" in complaint.text("en")
    assert complaint.text("de") != complaint.text("en")
    assert len(complaint.text("en")) < 700


def test_a_code_chosen_a_second_time_is_taken_back():
    start = Selection("kmu-st", "2024", (Filter(Cut("size", "class"), ("10-49",)),))
    once = start.toggled(DEMO, {"sector": "F"})
    assert once.codes("sector") == ("F",)
    assert [each.cut.dimension for each in once.where] == ["sector", "size"]
    assert once.toggled(DEMO, {"sector": "F"}) == start
    other = once.toggled(DEMO, {"sector": "I"})
    assert other.codes("sector") == ("I",)


def test_a_cell_of_two_dimensions_filters_by_both():
    start = Selection("kmu-st", "2024")
    once = start.toggled(DEMO, {"sector": "F"})
    cell = {"sector": "F", "size": "10-49"}
    both = once.toggled(DEMO, cell)
    assert (both.codes("sector"), both.codes("size")) == (("F",), ("10-49",))
    assert both.toggled(DEMO, cell) == start
    assert read(write_address(both, DEMO)).selection == both
