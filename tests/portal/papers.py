"""The bytes of a photograph and of a paper."""

from io import BytesIO

from PIL import Image


def _saved(form: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, form)
    return out.getvalue()


PNG = _saved("PNG")
PDF = _saved("PDF")
