"""How do the regions differ? An indicator on the map, and ranked with its intervals."""

import streamlit as st

from figures.catalogue import views
from figures.regions import indicator_labels, mapped_dimension
from pages.parts import choices
from pages.parts.page import Page
from pages.parts.plain import note
from pages.parts.reader import reader

context = reader()
say = context.say
labels, dimension = indicator_labels(context), mapped_dimension(context)

with Page(context, say("How do the regions differ?")) as page:
    if dimension is None:
        note(
            say(
                "This survey has no boundaries for a map. Choose another page, or name a file of "
                "boundaries in its codebook."
            )
        )
    elif not labels:
        page.nothing_asked()
    else:
        with st.container(horizontal=True, gap="medium"):
            with st.container(width=420):
                choices.measure(context, labels)
            with st.container(width=300):
                choices.level(context, dimension)
        with st.container(horizontal=True, gap="medium"):
            for width, view in zip((400, 460), views(context, "region"), strict=True):
                with st.container(width=width):
                    page.view("region", view)
        page.take_along("region")
