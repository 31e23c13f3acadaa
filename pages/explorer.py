"""Any question by any characteristic under any filter, in the chart that fits its type."""

from figures.explored import cuts_of, explored, target_of
from figures.two_groups import two_groups
from pages.parts import questions
from pages.parts.page import Page
from pages.parts.reader import reader

context = reader()
contrast, by = context.selection.explored.contrast, cuts_of(context)

with Page(
    context,
    context.say("What would you like to know?"),
    ways_out=questions.ways_out(context),
    explore=False,
) as page:
    questions.boxes(context)
    page.notes_here()
    if contrast:
        target = target_of(context)
        page.show(two_groups, f"{target}-{by[0]}-{contrast}", target, by[0], contrast)
    else:
        view = explored(context)
        page.show(view.make, *view.arguments, **view.options)
