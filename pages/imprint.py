"""Imprint, as the site file has it."""

from locales import N_
from pages.parts.statement import statement
from survey.site import site

statement(N_("Imprint"), site().imprint)
