"""Finding procedures by what people type."""

from motcua.catalogue.search.choosing import filed_most
from motcua.catalogue.search.finding import search
from motcua.catalogue.search.guiding import Answer, Guided, guide, life_events
from motcua.catalogue.search.previewing import Preview, Row, preview, previews
from motcua.catalogue.search.results import Facets, Found, Results
from motcua.catalogue.search.suggesting import Suggestion, suggest

__all__ = [
    "Answer",
    "Facets",
    "Found",
    "Guided",
    "Preview",
    "Results",
    "Row",
    "Suggestion",
    "filed_most",
    "guide",
    "life_events",
    "preview",
    "previews",
    "search",
    "suggest",
]
