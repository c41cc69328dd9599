"""Logs as JSON lines that name acts and numbers of rows, never people or their papers."""

import re
from typing import Any

import structlog

# A database that refuses a row repeats the row in its message; people's numbers and addresses come in others.
# A name begins with one of few surnames; places that begin so are struck out with them, which does no harm.
SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Lỳ|Đinh|Đoàn|Trịnh|Trương|"
    "Mai|Đào|Hà|Lương|Lò|Lường|Quàng|Cà|Tòng|Vàng|Giàng|Sùng|Thào|Mùa|Hạng|Lầu|Vừ|Sìn|Tao|Tẩn|Chảo|Phàn|"
    "Lù|Lìm|Khoàng|Pờ|Chang|Cứ|Má|Nông|Triệu|Bàn|Đèo|Điêu|Vì|Cầm|Tô|Tạ|Cao|Châu|La|Thái|Kiều|Quách|Chu|"
    "Tăng|Lâm|Lưu|Phùng|Vương|Tống|Tải|Hảng|Ly|Lại|Luận|Thàng|Vù|Hờ|Hù|Ma|Mào|Nùng|Pao|Phù|Tráng|Trang|"
    "Vi|Viên"
)
CAPITAL = "[A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠ-Ỹ]"
PRIVATE = re.compile(
    rf"""(?P<detail>DETAIL:\s[^\n]*)           # PostgreSQL: Key (phone)=(0912…) already exists
      | \b(?:\+?84|0)\d{{9,10}}\b                 # telephone
      | (?<![\w.-])\d{{9}}(?:\d{{3}})?(?![\w.-])  # citizen card, old card, personal number
      | [\w.+-]+@[\w-]+\.[\w.]+                   # e-mail
      | \b(?:{SURNAMES})(?:\s{CAPITAL}\w*){{1,4}}  # name
    """,
    re.VERBOSE,
)


def without_people(_: Any, __: str, event: Any) -> Any:
    """Strike out, in every text of the line, what could tell a person."""
    return {name: PRIVATE.sub("…", value) if isinstance(value, str) else value for name, value in event.items()}


_SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                without_people,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            "foreign_pre_chain": _SHARED,
        }
    },
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["out"], "level": "WARNING"},
    "loggers": {
        "motcua": {"level": "INFO"},
        # Its job lines would repeat every fact; failures still come at ERROR.
        "procrastinate": {"level": "WARNING"},
    },
}

structlog.configure(
    processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
