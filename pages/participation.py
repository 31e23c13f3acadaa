"""How are employees involved? When, in which way, with which benefit shown and which acceptance."""

from figures import answers
from pages.parts.page import Page
from pages.parts.reader import reader

context = reader()
title = context.say("How are employees involved?")

with Page(context, title, answers.participation) as page:
    page.fill("participation")
