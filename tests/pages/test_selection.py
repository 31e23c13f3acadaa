"""Filters, language and pages keep one selection, and the address always says it in codes."""

from __future__ import annotations

from tests.pages.conftest import address, charts, words


def multiselect(app, label):
    return next(widget for widget in app.multiselect if widget.label == label)


def test_a_filter_goes_into_the_address_as_a_code(open_page):
    app = open_page("maturity")
    multiselect(app, "Branche").select("F").run()
    assert address(app)["sector"] == ["F"]
    assert "Baugewerbe" in words(app)


def test_the_selection_survives_pages_and_language(open_page):
    app = open_page("maturity", size=["10-49"], wave="2021")
    app.switch_page("barriers.py").run()
    assert address(app)["size"] == ["10-49"]
    assert address(app)["wave"] == ["2021"]
    before = [chart.proto.spec for chart in charts(app)]
    app.button_group[0].set_value("en").run()
    assert address(app)["lang"] == ["en"]
    assert address(app)["size"] == ["10-49"]
    assert multiselect(app, "Firm size").value == ["10-49"]
    after = [chart.proto.spec for chart in charts(app)]
    assert len(after) == len(before)
    assert "Staff shortage" in "".join(after) or "staff" in "".join(after).lower()


def test_a_filter_can_be_taken_back(open_page):
    app = open_page("strategy", size=["10-49", "50-249"])
    multiselect(app, "Unternehmensgröße").set_value([]).run()
    assert "size" not in address(app)
    assert charts(app)


def test_a_copied_address_shows_the_same_numbers(open_page):
    app = open_page("barriers", sector=["B-E", "F"], size=["50-249"], lang="en")
    again = open_page("barriers", **{k: list(v) for k, v in address(app).items()})
    assert [c.proto.spec for c in charts(again)] == [c.proto.spec for c in charts(app)]
