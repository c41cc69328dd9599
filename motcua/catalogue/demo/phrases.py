"""Ready words for faults that are often found: for every procedure, and for a few of the busiest."""

from motcua.catalogue.models import Phrase

FOR_ALL = (
    "Ảnh chụp bị mờ, không đọc được: đề nghị chụp lại rõ nét, đủ bốn góc của từng trang.",
    "Thiếu trang: đề nghị nộp đủ các trang, kể cả trang có chữ ký và con dấu.",
    "Giấy tờ đã hết hạn: đề nghị nộp bản còn giá trị.",
    "Nộp nhầm giấy tờ: đề nghị nộp đúng giấy tờ có tên ở trên.",
    "Tờ khai chưa có chữ ký của người yêu cầu: đề nghị ký và ghi rõ họ tên.",
    "Thông tin khai khác với giấy tờ kèm theo: đề nghị kiểm tra và sửa lại cho khớp.",
    "Bản sao chưa được chứng thực: đề nghị nộp bản sao chứng thực hoặc xuất trình bản chính để đối chiếu.",
)
FOR_PROCEDURES = {
    "1.001193": (  # birth registration
        "Giấy chứng sinh chưa có dấu của cơ sở y tế: đề nghị nộp bản chính đã đóng dấu.",
        "Chưa ghi họ, tên dự định đặt cho trẻ: đề nghị ghi đầy đủ họ, chữ đệm, tên.",
        "Thông tin của cha, mẹ khác với giấy chứng nhận kết hôn: đề nghị kiểm tra và sửa lại.",
    ),
    "1.000894": (  # marriage registration
        "Thiếu giấy xác nhận tình trạng hôn nhân: đề nghị nộp giấy do UBND cấp xã nơi cư trú cấp, còn trong 6 tháng.",
        "Tờ khai đăng ký kết hôn thiếu chữ ký của một bên: đề nghị cả hai bên cùng ký.",
    ),
    "1.001612": (  # household business
        "Tên hộ kinh doanh trùng với tên đã đăng ký trong xã: đề nghị đặt tên khác.",
        "Ngành, nghề ghi chưa đủ rõ: đề nghị ghi theo danh mục ngành kinh tế, đến cấp bốn.",
    ),
}


def load_phrases() -> int:
    """Add those that are not there yet; gives how many phrases there are."""
    sets = {"": FOR_ALL, **FOR_PROCEDURES}
    rows = [
        Phrase(procedure_code=code, words=words, position=position)
        for code, phrases in sets.items()
        for position, words in enumerate(phrases)
    ]
    Phrase.objects.bulk_create(rows, ignore_conflicts=True)
    return Phrase.objects.count()
