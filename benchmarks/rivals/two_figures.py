"""The page of two figures written the ordinary way: pandas, plotly.express, Streamlit as it comes.

The rival of `benchmarks/wave.py`: wave, size and district filters; dots with intervals by sector
and ordered shares by size. Intervals are those of a weighted mean without strata. Data is read once
and cached (`st.cache_data`), as Streamlit's own guide has it.
"""

import os

import pandas as pd
import plotly.express as px
import streamlit as st


@st.cache_data
def load() -> pd.DataFrame:
    return pd.read_parquet(os.environ["RIVAL_DATA"])


def means(data: pd.DataFrame, by: str, column: str) -> pd.DataFrame:
    known = data[data[column].notna()]
    weight = known["weight"]
    parts = known.assign(
        wy=weight * known[column], wy2=weight * known[column] ** 2, w=weight, w2=weight**2
    )
    sums = parts.groupby(by, observed=True)[["wy", "wy2", "w", "w2"]].sum()
    mean = sums["wy"] / sums["w"]
    variance = (sums["wy2"] / sums["w"] - mean**2) * sums["w2"] / sums["w"] ** 2
    table = pd.DataFrame({column: mean, "interval": 1.96 * variance**0.5})
    return table.sort_values(column).reset_index()


def shares(data: pd.DataFrame, by: str, column: str) -> pd.DataFrame:
    sums = data.groupby([by, column], observed=True)["weight"].sum()
    return (sums / sums.groupby(level=0, observed=True).sum()).rename("share").reset_index()


st.set_page_config(page_title="Two figures", layout="wide")
firms = load()
with st.sidebar:
    wave = st.selectbox("Wave", sorted(firms["wave"].unique(), reverse=True))
    firms = firms[firms["wave"] == wave]
    for name in ("size", "district"):
        options = sorted(firms[name].dropna().unique())
        default = [code for code in st.query_params.get_all(name) if code in options]
        if chosen := st.multiselect(name.capitalize(), options, default=default):
            firms = firms[firms[name].isin(chosen)]

st.title("How far are firms in digitalisation?")
st.subheader("Score by sector")
by_sector = means(firms, "sector", "score")
st.plotly_chart(px.scatter(by_sector, x="score", y="sector", error_x="interval"), key="sectors")
st.subheader("Item 1 by size")
by_size = shares(firms, "size", "answer")
st.plotly_chart(px.bar(by_size, x="share", y="size", color="answer", orientation="h"), key="sizes")
