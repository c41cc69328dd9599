"""Filters of the portal's pages."""

from django import template

from motcua.portal import wording

register = template.Library()
register.filter("bare", wording.bare)
register.filter("heading", wording.heading)
