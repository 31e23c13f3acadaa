"""The maturity page written the ordinary way: pandas, plotly.express, Streamlit as it comes.

The rival of `benchmarks/pages.py`: the same filters, the same figures (score by sector, profile of
its dimensions, levels by sector and by size, sector by size, score by district, weakest dimension
by sector), each with its table and a download; weighted means and shares, no intervals. Data is
read once and cached (`st.cache_data`), as Streamlit's own guide has it.
"""

import os

import pandas as pd
import plotly.express as px
import streamlit as st


@st.cache_data
def load() -> pd.DataFrame:
    return pd.read_parquet(os.environ["RIVAL_DATA"])


def means(data: pd.DataFrame, by: list[str], column: str) -> pd.DataFrame:
    known = data[data[column].notna()]
    sums = (
        known.assign(product=known[column] * known["weight"])
        .groupby(by, observed=True)[["product", "weight"]]
        .sum()
    )
    return (sums["product"] / sums["weight"]).rename(column).reset_index()


def shares(data: pd.DataFrame, by: str, column: str) -> pd.DataFrame:
    sums = data.groupby([by, column], observed=True)["weight"].sum()
    return (sums / sums.groupby(level=0, observed=True).sum()).rename("share").reset_index()


def show(title: str, figure: object, table: pd.DataFrame) -> None:
    st.subheader(title)
    st.plotly_chart(figure, key=title)
    with st.expander("Table and download"):
        st.dataframe(table)
        st.download_button("CSV", table.to_csv(index=False), f"{title}.csv")


st.set_page_config(page_title="Maturity", layout="wide")
firms = load()
with st.sidebar:
    for name in ("sector", "size", "district"):
        options = sorted(firms[name].dropna().unique())
        default = [code for code in st.query_params.get_all(name) if code in options]
        if chosen := st.multiselect(name.capitalize(), options, default=default):
            firms = firms[firms[name].isin(chosen)]

st.title("How far are firms in digitalisation?")
by_sector = means(firms, ["sector"], "score").sort_values("score")
show("Score by sector", px.bar(by_sector, x="score", y="sector", orientation="h"), by_sector)
dimensions = [name for name in firms if name.startswith("score.d")]
profile = pd.DataFrame(
    {
        "dimension": dimensions,
        "score": [
            (firms[d] * firms["weight"]).sum() / firms["weight"][firms[d].notna()].sum()
            for d in dimensions
        ],
    }
)
show("Profile", px.bar(profile, x="score", y="dimension", orientation="h"), profile)
for name in ("sector", "size"):
    levels = shares(firms, name, "score.level")
    drawn = px.bar(levels, x="share", y=name, color="score.level", orientation="h")
    show(f"Levels by {name}", drawn, levels)
cells = means(firms, ["sector", "size"], "score")
table = cells.pivot(index="sector", columns="size", values="score")
show("Sector by size", px.imshow(table, text_auto=".0f"), cells)
by_district = means(firms, ["district"], "score").sort_values("score")
show("Score by district", px.bar(by_district, x="score", y="district"), by_district)
weakest = means(firms, ["sector"], "score.minimum").sort_values("score.minimum")
show("Weakest dimension", px.bar(weakest, x="score.minimum", y="sector"), weakest)
