"""What is shown at an event, slide by slide: put together, saved, opened on the stage."""

import streamlit as st

from pages.parts import order_editor, working_order
from pages.parts.page import Page
from pages.parts.plain import note, plain
from pages.parts.reader import reader

context = reader()
say = context.say
working_order.asked_for()

with Page(context, say("Prepare and show an event"), selected=False) as page:
    page.lead(
        say(
            "Every figure has the link “Pin”: it puts the figure with its filters at the end of "
            "the running order. Arrange the slides here, save them and open the stage."
        )
    )
    sentence, wrong = working_order.said()
    if sentence is not None:
        (st.error if wrong else st.success)(plain(sentence.text(context.lang)))
    order_editor.what_is_there(context)
    order = working_order.working().order
    if order is None:
        note(say("Nothing is pinned yet."))
    else:
        order_editor.ways_on(context, order)
        order_editor.slide_list(context, order)
        order_editor.chosen_slide(context, order)
        st.header(say("The running order"), anchor=False)
        order_editor.about(context, order)
