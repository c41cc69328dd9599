"""Small files of every kind, good and bad, made in memory."""

import io
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = "application/pdf"
TYPES = {".pdf": PDF, ".jpg": "image/jpeg", ".png": "image/png"}


def upload(name: str, content: bytes, media_type: str | None = None) -> SimpleUploadedFile:
    """A file as the framework hands it over; its declared type follows the name unless given."""
    return SimpleUploadedFile(name, content, TYPES.get(name[-4:], "") if media_type is None else media_type)


def make_pdf(change: Any = None, **save: Any) -> bytes:
    """A page of nothing; `change` may alter it before it is saved as `save` says."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    if change:
        change(pdf)
    out = io.BytesIO()
    pdf.save(out, **save)
    return out.getvalue()


def make_picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), **save: Any) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 40).save(out, kind, **save)
    return out.getvalue()


def with_javascript(pdf: Any) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_launch(pdf: Any) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe"))


def with_attachment(pdf: Any) -> None:
    pdf.attachments["more.exe"] = b"MZ"


def with_quiet_attachment(pdf: Any) -> None:
    """An attached file that no list of attachments names."""
    stream = pdf.make_stream(b"MZ")
    pdf.Root.AF = pikepdf.Array([pikepdf.Dictionary(F="a", EF=pikepdf.Dictionary(F=stream))])


def with_dynamic_form(pdf: Any) -> None:
    pdf.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.Array([pdf.make_stream(b"<xdp/>")]))


def escaped(content: bytes) -> bytes:
    """The same PDF with a letter of the action's name written as a number."""
    return content.replace(b"/JavaScript", b"/J#61vaScript")


PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
