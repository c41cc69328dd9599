"""Reading published procedures into the catalogue, trusting nothing (docs/adr/0007-catalogue-import.md)."""

from motcua.catalogue.importing.run import BrokenFile, import_file

__all__ = ["BrokenFile", "import_file"]
