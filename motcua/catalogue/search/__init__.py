"""Finding procedures by what people type."""

from motcua.catalogue.search.finding import search
from motcua.catalogue.search.results import Facets, Found, Results

__all__ = ["Facets", "Found", "Results", "search"]
