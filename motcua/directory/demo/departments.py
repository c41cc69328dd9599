"""The departments and vertical agencies of the province as of late 2026, each with its divisions."""

from dataclasses import dataclass

from motcua.directory.demo.plan import PROVINCE, Plan, PlannedBody, Seat, seat
from motcua.directory.models import BodyKind, Level
from motcua.directory.roles import Role


@dataclass(frozen=True)
class Department:
    """`slug` ends the usernames; `head` and `deputy` are titles; `under` is the number of another row."""

    number: str
    slug: str
    name: str
    divisions: tuple[str, ...]
    head: str = "Giám đốc"
    deputy: str = "Phó Giám đốc"
    kind: str = BodyKind.DEPARTMENT
    under: str = ""

    @property
    def code(self) -> str:
        return f"{PROVINCE}.{self.number}"


DEPARTMENTS = [
    Department(
        "01",
        "vanphong",
        "Văn phòng UBND tỉnh",
        ("Phòng Kiểm soát thủ tục hành chính", "Phòng Nội chính", "Phòng Hành chính - Tổ chức"),
        "Chánh Văn phòng",
        "Phó Chánh Văn phòng",
    ),
    Department(
        "02",
        "noivu",
        "Sở Nội vụ",
        ("Phòng Công chức, viên chức", "Phòng Lao động - Việc làm", "Phòng Người có công"),
    ),
    Department("03", "taichinh", "Sở Tài chính", ("Phòng Đăng ký kinh doanh", "Phòng Quản lý ngân sách")),
    Department("04", "tuphap", "Sở Tư pháp", ("Phòng Hành chính tư pháp", "Phòng Bổ trợ tư pháp")),
    Department(
        "05",
        "xaydung",
        "Sở Xây dựng",
        ("Phòng Quản lý xây dựng", "Phòng Quy hoạch - Kiến trúc", "Phòng Quản lý vận tải và phương tiện"),
    ),
    Department(
        "06",
        "nongnghiep",
        "Sở Nông nghiệp và Môi trường",
        ("Phòng Quản lý đất đai", "Phòng Quản lý môi trường", "Chi cục Trồng trọt, Chăn nuôi và Thủy lợi"),
    ),
    Department("07", "congthuong", "Sở Công Thương", ("Phòng Quản lý thương mại", "Phòng Quản lý năng lượng")),
    Department("08", "khoahoc", "Sở Khoa học và Công nghệ", ("Phòng Quản lý khoa học", "Phòng Chuyển đổi số")),
    Department(
        "09",
        "vanhoa",
        "Sở Văn hóa, Thể thao và Du lịch",
        ("Phòng Quản lý văn hóa", "Phòng Quản lý du lịch"),
    ),
    Department("10", "giaoduc", "Sở Giáo dục và Đào tạo", ("Phòng Giáo dục phổ thông", "Phòng Tổ chức cán bộ")),
    Department("11", "yte", "Sở Y tế", ("Phòng Nghiệp vụ Y", "Phòng Nghiệp vụ Dược", "Phòng Bảo trợ xã hội")),
    Department("12", "dantoc", "Sở Dân tộc và Tôn giáo", ("Phòng Chính sách dân tộc", "Phòng Tôn giáo")),
    Department(
        "13", "thanhtratinh", "Thanh tra tỉnh", ("Phòng Nghiệp vụ",), "Chánh Thanh tra", "Phó Chánh Thanh tra"
    ),
    Department(
        "14",
        "khukinhte",
        "Ban Quản lý Khu kinh tế cửa khẩu",
        ("Phòng Quản lý đầu tư",),
        "Trưởng ban",
        "Phó Trưởng ban",
    ),
    Department(
        "15",
        "dangkydatdai",
        "Văn phòng Đăng ký đất đai",
        ("Phòng Đăng ký và Cấp giấy chứng nhận",),
        kind=BodyKind.PUBLIC_SERVICE_BODY,
        under="06",
    ),
    Department(
        "21",
        "congantinh",
        "Công an tỉnh",
        ("Phòng Quản lý hành chính về trật tự xã hội", "Phòng Quản lý xuất nhập cảnh"),
        kind=BodyKind.VERTICAL_AGENCY,
    ),
    Department(
        "22",
        "thue",
        "Thuế tỉnh",
        ("Phòng Quản lý, hỗ trợ doanh nghiệp",),
        "Trưởng Thuế tỉnh",
        "Phó Trưởng Thuế tỉnh",
        BodyKind.VERTICAL_AGENCY,
    ),
    Department(
        "23",
        "baohiem",
        "Bảo hiểm xã hội tỉnh",
        ("Phòng Chế độ bảo hiểm xã hội",),
        kind=BodyKind.VERTICAL_AGENCY,
    ),
]


def departments() -> Plan:
    plan = Plan()
    for department in DEPARTMENTS:
        plan.bodies += _bodies(department)
        plan.seats += _seats(department)
    return plan


def _bodies(department: Department) -> list[PlannedBody]:
    # Vertical agencies answer to their ministries; here they hang where the province's people look for them.
    parent = f"{PROVINCE}.{department.under}" if department.under else PROVINCE
    top = PlannedBody(department.code, department.name, department.name, department.kind, Level.PROVINCE, parent)
    divisions = [
        PlannedBody(code, name, name, BodyKind.DIVISION, Level.PROVINCE, department.code)
        for code, name in _divisions(department)
    ]
    return [top, *divisions]


def _divisions(department: Department) -> list[tuple[str, str]]:
    return [(f"{department.code}.{no:02}", name) for no, name in enumerate(department.divisions, 1)]


def _seats(department: Department) -> list[Seat]:
    code, slug = department.code, department.slug
    seats = [
        seat(f"giamdoc.{slug}", department.head, (code, Role.HEAD), (code, Role.SIGNATORY)),
        seat(f"lanhdao.{slug}", department.deputy, (code, Role.SIGNATORY)),
        seat(f"vanthu.{slug}", "Văn thư", (code, Role.RECORDS_CLERK)),
    ]
    for no, (division, name) in enumerate(_divisions(department), 1):
        mark = "" if no == 1 else str(no)
        title = "Chi cục trưởng" if name.startswith("Chi cục") else "Trưởng phòng"
        seats += [
            seat(f"truongphong{mark}.{slug}", title, (division, Role.DIVISION_HEAD)),
            seat(f"chuyenvien{mark}.{slug}", "Chuyên viên", (division, Role.CASE_OFFICER)),
        ]
    return seats
