"""What pydantic and tomllib say about a pack's file, in Chinese; and which field is meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_KINDS = (
    (("string",), "须为文字，加引号"),
    (("int",), "须为整数，不加引号"),
    (("float", "decimal"), "须为数字，不加引号"),
    (("bool",), "须为 true 或 false，不加引号"),
    (("date", "datetime"), "须为日期，写作 2020-09-23，不加引号"),
    (("tuple", "list"), "须为列表，写在方括号里"),
    (("dict", "model", "mapping"), "须为一组键值，写在花括号里或另起一节"),
)
_SYNTAX = (
    ("maximum recursion depth", "括号或表嵌套太深"),
    ("Cannot overwrite a value", "同一个键写了两次"),
    ("Cannot declare", "同一节写了两次，或与前面的写法冲突"),
    ("Cannot mutate immutable", "同一节写了两次，或与前面的写法冲突"),
    ("Expected ']]'", "双方括号没有写完整"),
    ("Expected ']'", "方括号没有写完整"),
    ("Expected '='", "键后面缺少等号"),
    ("Invalid value", "等号后面的值写法不对，文字须加引号"),
    ("Invalid statement", "这一行不是“键 = 值”"),
    ("Invalid initial character for a key", "键须由小写字母、数字或下划线组成，否则加引号"),
    ("Unterminated string", "引号没有成对"),
    ("Illegal character", "引号没有成对，或有不能出现的字符"),
    ("Unclosed array", "列表的方括号没有成对"),
    ("Unclosed inline table", "花括号没有成对"),
    ("Expected newline or end of document", "一行里有多余的内容"),
    ("Unescaped", "反斜杠须写成两个"),
    ("Invalid", "写法不对"),
)


def value_fault(error: Mapping[str, Any]) -> str:
    """Return in Chinese what a pydantic error says of a value; its own words where none fits."""
    context: Mapping[str, Any] = error.get("ctx") or {}
    match str(error["type"]):
        case "value_error":
            return str(context.get("error", error["msg"]))
        case "literal_error" | "enum":
            expected = re.findall(r"'([^']*)'", str(context.get("expected", "")))
            return f"只能是 {'、'.join(expected)} 之一"
        case "greater_than_equal":
            return f"不能小于 {context['ge']}"
        case "greater_than":
            return f"须大于 {context['gt']}"
        case "less_than_equal":
            return f"不能大于 {context['le']}"
        case "less_than":
            return f"须小于 {context['lt']}"
        case "string_pattern_mismatch":
            return f"只能用小写字母、数字和点、横线等约定的符号，形式为 {context['pattern']}"
        case "string_too_short" | "too_short":
            return "不能为空"
        case "string_too_long" | "too_long":
            return f"最多 {context['max_length']} 个"
        case kind:
            stem = kind.partition("_")[0]
            return next((said for stems, said in _KINDS if stem in stems), str(error["msg"]))


def syntax_fault(detail: str) -> str:
    """Return in Chinese what tomllib says of a line; its own words where none fits."""
    return next((said for english, said in _SYNTAX if english in detail), detail)


def meant(data: Any, place: Sequence[str | int]) -> str:
    """Return the address of the innermost field on the way to ``place``, else ''."""
    name, current = "", data
    for part in place:
        if isinstance(current, Mapping):
            current = current.get(str(part))
        elif isinstance(current, Sequence) and isinstance(part, int) and part < len(current):
            current = current[part]
        else:
            break
        if isinstance(current, Mapping):
            found = current.get("address")
            name = found if isinstance(found, str) else name
    return name
