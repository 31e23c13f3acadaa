"""A figure on its own, as plain HTML: for a link, an embed, a slide. No Streamlit.

`figures/catalogue` names the figures, an address says which one and under which selection.
"""
