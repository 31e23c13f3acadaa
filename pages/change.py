"""What did the pandemic set in motion? Its effects overall and by area, the outlook, the waves."""

from figures import answers
from pages.parts.page import Page
from pages.parts.reader import reader

context = reader()
title = context.say("What did the pandemic set in motion?")

with Page(context, title, answers.change) as page:
    page.fill("change")
