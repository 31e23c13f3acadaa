"""The file for machines: the estimate table as it is, and nothing that a spreadsheet would run."""

from __future__ import annotations

from io import BytesIO

import pandas as pd
import pytest

from export.csv import file_name, to_csv
from tests.export.tables import shares


def lines(content: bytes) -> list[str]:
    return content.decode("utf-8-sig").split("\r\n")


def test_codes_and_full_precision_with_origin_in_each_row():
    content = to_csv(shares(), filters="size=10-49", source="Demo; synthetic demo data")
    assert content.startswith(b"\xef\xbb\xbf")
    head, first, *_ = lines(content)
    assert head == (
        "survey,wave,question,item,option,size,statistic,estimate,se,ci_low,ci_high,df,n,n_eff,"
        "base,flag,where,source"
    )
    assert first == (
        "kmu-st,2024,q,,1,0-9,proportion,0.6234567890123,0.01,0.6,0.65,1518,1534,1201.5,"
        "answered,,size=10-49,Demo; synthetic demo data"
    )


def test_it_reads_back_as_the_table():
    table = shares()
    read = pd.read_csv(BytesIO(to_csv(table, filters="", source="s")), dtype={"wave": str})
    for name in ("estimate", "se", "ci_low", "ci_high", "df", "n", "n_eff"):
        hidden = table["flag"] == "hidden"
        assert read[name][~hidden].tolist() == table[name][~hidden].tolist()
    assert read["size"].tolist() == table["size"].tolist()


def test_hidden_stays_hidden():
    """Whatever the table holds: the last row carries numbers and is marked hidden."""
    content = to_csv(shares(), filters="", source="s")
    hidden = next(line for line in lines(content) if ",hidden," in line)
    assert hidden == "kmu-st,2024,q,,1,GE250,proportion,,,,,,,,answered,hidden,,s"
    assert "0.9876" not in content.decode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_no_formula(start):
    table = shares().assign(item=f"{start}HYPERLINK(1)")
    content = to_csv(table, filters=f"{start}1", source=f"{start}2").decode("utf-8-sig")
    for row in pd.read_csv(BytesIO(content.encode()), dtype=str).to_dict("records"):
        for name in ("item", "where", "source"):
            assert row[name].startswith("'")


def test_a_count_that_is_not_whole_is_left_as_it_is():
    content = to_csv(shares().assign(df=17.5), filters="", source="s")
    assert ",17.5,1534," in lines(content)[1]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("", "kmu-st-2024-strategy_status-by-sector.csv"),
        ("size=10-49", "kmu-st-2024-strategy_status-by-sector_size-10-49.csv"),
        (
            "sector:group=B-E|F size=GE250",
            "kmu-st-2024-strategy_status-by-sector_sector-B-E-F_size-GE250.csv",
        ),
        ("size=../..\\x:*?\"<>|;'ä", "kmu-st-2024-strategy_status-by-sector_size-..-..-x.csv"),
    ],
)
def test_file_names_carry_the_filters(filters, expected):
    assert file_name("kmu-st", shares(), "strategy_status-by-sector", filters, ".csv") == expected


def test_file_names_of_several_waves_and_of_many_filters():
    waves = pd.DataFrame({"wave": ["2019", "2021", "2024"]})
    assert file_name("s", waves, "w", "", ".csv") == "s-2019-2024-w.csv"
    districts = "|".join(f"150{i:02}" for i in range(30))
    one = file_name("s", shares(), "w", f"district={districts}", ".csv")
    other = file_name("s", shares(), "w", f"district={districts}|15099", ".csv")
    assert one != other
    assert len(one) < 140
