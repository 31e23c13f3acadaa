"""The one entry: `streamlit run dashboard.py` serves the pages.

The script that calls `st.navigation` lies in `pages/`, because beside that folder a fresh server
would run the first deep link without its frame (docs/decisions/0004-serving.md).
"""

import gc

import streamlit as st

app = st.App("pages/navigation.py")

# Streamlit's own collection after each run is off (.streamlit/config.toml); what is loaded now
# lives as long as the process and need not be looked through again.
gc.collect()
gc.freeze()
