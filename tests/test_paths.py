"""File names that every system takes."""

from __future__ import annotations

import pytest

from smdesk.paths import safe_file_name


@pytest.mark.parametrize(
    "text", ["长" * 300, "\U0002cd9f" * 300, "a" * 300, "名" * 79 + "\U0002cd9f"]
)
def test_a_long_name_fits_what_linux_counts_in_bytes_and_stays_whole_characters(text):
    name = safe_file_name(text)
    assert 0 < len(name) <= 80
    assert len(f"{name}_汇总表.xlsx".encode()) <= 255
    assert text.startswith(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a/b\\c:d*e?f", "a_b_c_d_e_f"),
        (" .. ", "未命名"),
        ("CON", "_CON"),
        ("com1.docx", "_com1.docx"),
        ("甲公司\x00.", "甲公司_"),
    ],
)
def test_what_windows_refuses_is_replaced(text, name):
    assert safe_file_name(text) == name
