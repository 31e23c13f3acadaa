"""Accessibility, as the site file has it."""

from locales import N_
from pages.parts.statement import statement
from survey.site import site

statement(N_("Accessibility"), site().accessibility)
