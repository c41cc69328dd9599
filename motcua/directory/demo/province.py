"""The top of the province: its committee, its public service centre, and those who watch over all of it."""

from motcua.directory.demo.plan import PROVINCE, Plan, PlannedBody, PlannedOffice, seat
from motcua.directory.models import BodyKind, Level
from motcua.directory.roles import Role

CENTRE = f"{PROVINCE}.20"
CONTROL_DIVISION = f"{PROVINCE}.01.01"
INSPECTORATE = f"{PROVINCE}.13"
TAN_PHONG = "03408"  # the ward where the province has its seat


def province() -> Plan:
    return Plan(
        bodies=[
            PlannedBody(PROVINCE, "UBND tỉnh Lai Châu", "UBND tỉnh", BodyKind.PROVINCE_COMMITTEE, Level.PROVINCE),
            PlannedBody(
                CENTRE,
                "Trung tâm Phục vụ hành chính công tỉnh Lai Châu",
                "Trung tâm PVHCC tỉnh",
                BodyKind.ONE_STOP_CENTRE,
                Level.PROVINCE,
                PROVINCE,
                TAN_PHONG,
            ),
        ],
        offices=[
            PlannedOffice(
                CENTRE,
                "Tầng 1, nhà D, Trung tâm Hành chính - Chính trị tỉnh, phường Tân Phong, tỉnh Lai Châu",
                "0213 000 0000",
                "trungtam@laichau.example",
            )
        ],
        seats=[
            seat("chutich", "Chủ tịch UBND tỉnh", (PROVINCE, Role.HEAD)),
            seat("phochutich", "Phó Chủ tịch UBND tỉnh", (PROVINCE, Role.SIGNATORY)),
            seat("vanthu.ubndtinh", "Văn thư", (PROVINCE, Role.RECORDS_CLERK)),
            seat("quantri", "Quản trị hệ thống", (PROVINCE, Role.ADMINISTRATOR)),
            seat("kiemsoat", "Chuyên viên kiểm soát TTHC", (CONTROL_DIVISION, Role.PROCEDURE_CONTROL)),
            seat("thanhtra", "Thanh tra viên", (INSPECTORATE, Role.INSPECTOR)),
            seat("giamdoc.trungtam", "Giám đốc Trung tâm", (CENTRE, Role.ONE_STOP_HEAD)),
            seat("tiepnhan.trungtam", "Cán bộ tiếp nhận", (CENTRE, Role.RECEPTION_OFFICER)),
            seat("tiepnhan2.trungtam", "Cán bộ tiếp nhận", (CENTRE, Role.RECEPTION_OFFICER)),
            seat("traketqua.trungtam", "Cán bộ trả kết quả", (CENTRE, Role.RETURN_OFFICER), (CENTRE, Role.CASHIER)),
        ],
    )
