"""Believable names of the peoples of Lai Châu; the same number always gives the same name."""

# (surnames, men's names, women's names), a people a row
_PEOPLES = [
    (  # Kinh
        ("Nguyễn", "Trần", "Phạm", "Bùi", "Hoàng", "Đỗ", "Vũ"),
        ("Văn Hùng", "Đức Thắng", "Minh Tuấn", "Quang Huy", "Xuân Trường", "Hữu Nam"),
        ("Thị Hồng", "Thu Trang", "Thị Lan Anh", "Ngọc Diệp", "Thị Thanh Huyền", "Thị Hạnh"),
    ),
    (  # Thái
        ("Lò", "Lường", "Quàng", "Tòng", "Điêu", "Hà"),
        ("Văn Hặc", "Văn Muôn", "Văn Thương", "Văn Inh", "Văn Kiêm", "Văn Pâng"),
        ("Thị Mai", "Thị Ín", "Thị Phương", "Thị Thiêm", "Thị Nguyệt", "Thị Ánh"),
    ),
    (  # Mông
        ("Giàng", "Vàng", "Sùng", "Thào", "Mùa", "Hạng"),
        ("A Páo", "A Chứ", "A Tủa", "A Sính", "A Lử", "A Dơ"),
        ("Thị Mỷ", "Thị Súa", "Thị Dở", "Thị Pàng", "Thị Sua", "Thị Chư"),
    ),
    (  # Dao
        ("Tẩn", "Phàn", "Chẻo", "Lý"),
        ("Phủ Quân", "A Sơn", "San Phẩu", "Phủ Lìn", "A Nải"),
        ("U Mẩy", "Sử Mẩy", "Tả Mẩy", "Lở Mẩy", "San Mẩy"),
    ),
    (  # Hà Nhì
        ("Pờ", "Lỳ", "Chang", "Vù", "Mạ"),
        ("Hùng Sang", "Phì Xá", "Xuyến Phù", "Go Chừ", "Ha Xá"),
        ("Mò Xó", "Lò Pa", "Pơ Xuy", "Gió Xó", "Ha De"),
    ),
    (  # Lự, Giáy
        ("Tao", "Lù", "Vàng", "Lò"),
        ("Văn Khằm", "Văn Siêng", "Văn Un", "Văn Sài", "Văn Bun"),
        ("Thị Keo", "Thị Bun", "Thị Tắm", "Thị Ỏn", "Thị Quyên"),
    ),
]


def name(number: int) -> str:
    """The number-th name; neighbours differ in people, sex and surname."""
    surnames, men, women = _PEOPLES[number % len(_PEOPLES)]
    turn = number // len(_PEOPLES)
    given = (men, women)[turn % 2]
    return f"{surnames[turn % len(surnames)]} {given[(turn // 2 + turn // (2 * len(surnames))) % len(given)]}"
