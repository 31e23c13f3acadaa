"""Any question by any characteristic under any filter, in the chart that fits its type."""

from pages.parts import questions
from pages.parts.page import Page
from pages.parts.reader import reader

context = reader()

with Page(
    context,
    context.say("What would you like to know?"),
    ways_out=questions.ways_out(context),
    explore=False,
) as page:
    questions.boxes(context)
    page.notes_here()
    page.fill("explorer")
