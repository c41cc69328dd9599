"""Pictures of papers as they should be, drawn for the papers that the demonstration finds wrong."""

import json

import typst

from motcua.documents.intake import store_bytes
from motcua.documents.models import Example
from motcua.dossiers.models import SupplementItem

PAGE = """
#let paper = json(bytes(sys.inputs.paper))
#set page(width: 120mm, height: 160mm, margin: 10mm, fill: white)
#set text(size: 11pt, lang: "vi")
#rect(width: 100%, height: 100%, stroke: 1pt, inset: 8mm)[
  #align(center)[*MẪU ĐÚNG* #v(4mm) #text(size: 13pt, weight: "bold")[#paper.name]
  #v(2mm) #emph[Thông tin không có thật]]
  #v(8mm)
  Họ, chữ đệm, tên: NGUYỄN THỊ MẪU #linebreak() Số: 000000000000 #linebreak() Nơi cấp: Cơ quan mẫu
  #v(8mm)
  - Chụp đủ bốn góc, không lóa, đọc được mọi chữ
  - Có chữ ký và dấu của cơ quan cấp
  - Đủ các trang, đúng thứ tự
  #v(1fr)
  #align(right)[Chữ ký, dấu]
]
"""


def draw_examples() -> int:
    """An example for each paper of an open request; gives how many there are."""
    wrong = SupplementItem.objects.filter(paper__component__example=None, paper__component__isnull=False)
    components = {item.paper.component for item in wrong.select_related("paper__component") if item.paper}
    for component in components:
        if component:
            picture = _drawn(component.name.lstrip("-+* ")[:160])
            file = store_bytes("mau-dung.png", picture, "image/png", "demo")
            Example.objects.get_or_create(component=component, defaults={"file": file})
    return Example.objects.count()


def _drawn(name: str) -> bytes:
    inputs = {"paper": json.dumps({"name": name}, ensure_ascii=False)}
    return bytes(typst.compile(PAGE.encode(), format="png", sys_inputs=inputs, ppi=96.0))
