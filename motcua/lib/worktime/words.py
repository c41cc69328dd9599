"""One plain sentence for each reason, in English with placeholders; gettext above turns it Vietnamese.

    gettext(template(line)) % params(line, "vi")

`params` writes dates and amounts in the language asked for, so a sentence needs no plural forms.
"""

from datetime import date, datetime
from typing import Literal

from motcua.lib.worktime.amounts import Remaining
from motcua.lib.worktime.lines import Line, Measure
from motcua.lib.worktime.reasons import Awaited, Reason

Lang = Literal["vi", "en"]


def N_(message: str) -> str:
    """Marks a message for translation without translating it."""
    return message


TEMPLATES = {
    Reason.START: N_("The complete dossier was received at %(from)s. The clock starts here."),
    Reason.RESTART: N_("The dossier was complete again at %(from)s. The full time limit starts again."),
    Reason.STEP_START: N_("The step was received at %(from)s. Its working hours count from here."),
    Reason.FIRST_DAY: N_("%(span)s is the first day. It is not counted."),
    Reason.AFTER_CUTOFF: N_("Received after 15:00, at %(from)s. It counts as received at %(to)s."),
    Reason.ON_DAY_OFF: N_("Received on a day off, at %(from)s. It counts as received at %(to)s."),
    Reason.OUTSIDE_HOURS: N_("%(span)s: outside office hours, not counted."),
    Reason.WORKING: N_("%(span)s: %(amount)s counted."),
    Reason.SWAPPED_WORK: N_("%(span)s: %(amount)s counted. Worked in exchange for a day off (%(name)s)."),
    Reason.CALENDAR_DAYS: N_("%(span)s: %(amount)s counted, days off included."),
    Reason.SAME_DAY: N_("%(span)s: to be settled within this working day."),
    Reason.WEEKEND: N_("%(span)s: weekly rest, not counted."),
    Reason.HOLIDAY: N_("%(span)s: public holiday (%(name)s), not counted."),
    Reason.SUBSTITUTE_OFF: N_("%(span)s: day off in place of a holiday (%(name)s), not counted."),
    Reason.SWAPPED_OFF: N_("%(span)s: day off in exchange for another (%(name)s), not counted."),
    Reason.LOCAL_OFF: N_("%(span)s: the office is off (%(name)s), not counted."),
    Reason.OFFICE_CLOSED: N_("%(span)s: the office has no working hours, not counted."),
    Reason.PAUSED: N_("%(span)s: the clock stood still (%(name)s). Not counted: %(amount)s."),
    Reason.WAITING: N_("The clock has stood still since %(from)s (%(name)s). The due date is not known yet."),
    Reason.PAUSE_TOO_LATE: N_("The wait from %(from)s (%(name)s) began after the limit ended. It changes nothing."),
    Reason.SET_ASIDE: N_("%(span)s: counted before, set aside because the limit starts again: %(amount)s."),
    Reason.MOVED_FROM_DAY_OFF: N_("The last day, %(from)s, is a day off. The limit ends on %(to)s instead."),
    Reason.MOVED_FROM_PAUSE: N_(
        "The limit would have ended at %(from)s, but for a wait (%(name)s). It ends at %(to)s instead."
    ),
    Reason.DUE: N_("Due at %(from)s."),
    Reason.DUE_AT_CLOSE: N_("Due at %(from)s, the close of business."),
    Reason.NOT_ANNOUNCED: N_("The calendar of %(name)s has not been announced. The due date may still change."),
    Reason.EXTENDED: N_("Extended by form 04 at %(from)s: now due at %(to)s. The first date stays beside it."),
    Reason.EXTENSION_OVER: N_("The full time limit started again at %(from)s. The date of form 04 no longer holds."),
    Reason.EXTENDED_AGAIN: N_("Form 04 of %(from)s is not the first. A dossier may be extended only once."),
    Reason.EXTENDED_LATE: N_("Form 04 of %(from)s came too late: it must come at least a day before %(to)s."),
    Reason.EXTENDED_TO_EARLIER: N_("Form 04 of %(from)s tells %(to)s, which is not later. It changes nothing."),
    Reason.ASKED_AGAIN: N_(
        "A supplement was asked for again at %(from)s (%(name)s). That may be done only once, unless a law says so."
    ),
    Reason.RESOLVED_WHILE_WAITING: N_("The result came at %(from)s, while the clock stood still (%(name)s)."),
}
LEFT, LATE = N_("%(amount)s left"), N_("%(amount)s late")
DUE_NOW, OVERDUE = N_("Due now"), N_("Overdue")

_WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MEASURES = {
    Measure.WORKDAYS: {"vi": ("ngày làm việc", "ngày làm việc"), "en": ("working day", "working days")},
    Measure.DAYS: {"vi": ("ngày", "ngày"), "en": ("day", "days")},
}
_AWAITED: dict[str, dict[Lang, str]] = {
    Awaited.SUPPLEMENT: {"vi": "chờ bổ sung hồ sơ", "en": "waiting for the supplement"},
    Awaited.PAYMENT: {"vi": "chờ thực hiện nghĩa vụ tài chính", "en": "waiting for payment"},
    Awaited.CONSENT: {"vi": "chờ xác nhận đồng ý trên VNeID", "en": "waiting for consent on VNeID"},
    Awaited.OUTSIDE: {
        "vi": "chờ cơ quan khác, không tính vào thời hạn",
        "en": "waiting for another agency, outside the clock",
    },
    Awaited.OUTAGE: {"vi": "sự cố hệ thống đã công bố", "en": "declared failure of the system"},
}
_HOURS = {"vi": ("giờ", "giờ"), "en": ("hour", "hours")}
_MINUTES = {"vi": ("phút", "phút"), "en": ("minute", "minutes")}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SPAN = {"vi": "từ {} đến {}", "en": "from {} to {}"}
_TIMED = {"vi": "{:%H:%M} {}", "en": "{:%H:%M} on {}"}


def template(line: Line) -> str:
    """The English sentence of the line, to be passed through gettext."""
    return TEMPLATES[line.reason]


def params(line: Line, lang: Lang) -> dict[str, str]:
    """What fills the placeholders: from, to, span, amount, name, basis."""
    to = line.from_ if line.to is None else line.to
    return {
        "from": shown(line.from_, lang),
        "to": shown(to, lang),
        "span": _sentence_start(span(line.from_, to, lang)),
        "amount": amount(line.amount, line.measure, lang),
        "name": _named(line.name, lang) or line.basis,
        "basis": line.basis,
    }


def shown(moment: date | datetime, lang: Lang) -> str:
    """`thứ Năm, 26/02/2026`, and before it the hour when it is an instant (in its own zone)."""
    weekday = _WEEKDAYS[lang][moment.weekday()]
    day = f"{moment:%d/%m/%Y}" if lang == "vi" else f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    timed = isinstance(moment, datetime)
    return _TIMED[lang].format(moment, f"{weekday}, {day}") if timed else f"{weekday}, {day}"


def span(first: date | datetime, last: date | datetime, lang: Lang) -> str:
    """One day as itself, hours of one day with its date once, anything longer from ... to ...."""
    if first == last:
        return shown(first, lang)
    if isinstance(first, datetime) and isinstance(last, datetime) and first.date() == last.date():
        return f"{first:%H:%M}–{last:%H:%M} {shown(last.date(), lang)}"
    return _SPAN[lang].format(shown(first, lang), shown(last, lang))


def amount(number: int, measure: Measure, lang: Lang) -> str:
    """`3 ngày làm việc`, `1 giờ 30 phút`."""
    if measure is not Measure.MINUTES:
        return _counted(number, _MEASURES[measure][lang])
    hours, minutes = divmod(number, 60)
    spoken = [_counted(hours, _HOURS[lang])] if hours else []
    spoken += [_counted(minutes, _MINUTES[lang])] if minutes or not hours else []
    return " ".join(spoken)


def remaining_template(left: Remaining) -> str:
    """The English words for the time left or overrun, to be passed through gettext."""
    if left.minutes == 0 and left.workdays == 0:
        return OVERDUE if left.late else DUE_NOW
    return LATE if left.late else LEFT


def remaining_params(left: Remaining, lang: Lang) -> dict[str, str]:
    """Working days when there is one, else hours and minutes: `2 ngày làm việc`, `3 giờ`."""
    if left.workdays:
        return {"amount": amount(left.workdays, Measure.WORKDAYS, lang)}
    return {"amount": amount(left.minutes, Measure.MINUTES, lang)}


def _named(name: str, lang: Lang) -> str:
    """The name as it is, but what a wait is for in the language asked for; several are parted by semicolons."""
    return "; ".join(_AWAITED[part][lang] if part in _AWAITED else part for part in name.split("; "))


def _counted(number: int, words: tuple[str, str]) -> str:
    return f"{number} {words[number != 1]}"


def _sentence_start(text: str) -> str:
    return text[:1].upper() + text[1:]
