"""What the words around the forms say of the notice: title, number, date, issuer."""

from __future__ import annotations

import re

from smdesk.service.drafting.sketch import Sketch
from smdesk.service.drafting.split import Parts

_TITLE = re.compile(r"关于.{4,60}(?:的通知|的公告|的函|工作通知)")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[（(]\d{4}[〕\])）]\s*\d{1,4}\s*号")
_DATE = re.compile(r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_COPIES = re.compile(r"一式[一二三四五六七八九十\d]{1,3}份")


def read_facts(sketch: Sketch, parts: Parts) -> dict[str, str]:
    """Return the facts of the notice; asks for those that the file does not say."""
    front = "\n".join(parts.front)
    whole = "\n".join(parts.words)
    titles = [line for line in parts.front if _TITLE.search(line)]
    title = re.sub(r"\s+", "", titles[0]) if titles else "".join(sketch.cover_title)
    title = title or sketch.forms[0].title
    if not titles:
        sketch.questions.append("文件里没有通知的标题，title、short 请按通知填写")
    sketch.title = title
    number = _NUMBER.search(front)
    if number is None:
        sketch.questions.append("文件里没有文号，document_number 请按通知填写")
    dates = list(_DATE.finditer(front))
    issued = _iso(dates[-1]) if dates else None
    if issued is None:
        sketch.questions.append("文件里没有发文日期，issued、edition 请按通知填写")
        years = [year for form in sketch.forms for year in form.years]
        issued = f"{max(years) + 1 if years else 2000}-01-01"
    issuer = title.split("关于")[0] if "关于" in title else ""
    if not issuer:
        foot = "".join(sketch.cover_foot)
        issuer = re.sub(r"\s|制表|制$|\d{4}年.*", "", foot)
        sketch.questions.append("发文机关（issuer）请按通知核对")
    copies = _COPIES.search(whole)
    programme = re.sub(r"\s+", "", sketch.cover_title[0]) if sketch.cover_title else title
    return {
        "front": front,
        "short": (issuer + programme)[:24] or sketch.id,
        "programme": programme[:60],
        "document_number": re.sub(r"\s+", "", number.group()) if number else "",
        "issuer": issuer or "（请填写）",
        "issued": issued,
        "copies_text": copies.group() if copies else "一式一份",
    }


def _iso(found: re.Match[str]) -> str | None:
    from datetime import date

    try:
        return date(*(int(one) for one in found.groups())).isoformat()
    except ValueError:
        return None
