"""As little as Streamlit can show with a chart, for `benchmarks/first_load.py`."""

import plotly.graph_objects as go
import streamlit as st

st.write("Blank")
st.write(go.Figure(go.Scatter(x=[1, 2, 3], y=[2, 1, 3])))
