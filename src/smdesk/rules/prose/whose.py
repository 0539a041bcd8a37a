"""Whose figure a name in a sentence is, and whether it is said of what was rather than aimed at."""

from __future__ import annotations

import re
from typing import Literal

from smdesk.rules.prose.line import Line
from smdesk.rules.prose.vocabulary import Target
from smdesk.rules.prose.words import phrase, phrases

_PROJECT_OF = phrase("项目.*&carried_by;.*(?:&carries_out;|建设|投资)|委托.*&carries_out;")
_ANOTHER = phrase("&another;|某")
_PAID = phrase("&paid_in_full;")
"""All of the capital is paid in: no other amount is told of."""
_CLOSED = re.compile(r"[（()）]")
_BESIDE = phrase("(?:&beside;|[高低快慢优好大小]于|(?<!所)在)$")
"""Before others, these say that the applicant is compared with them."""


def spoken_of(line: Line, place: int) -> bool:
    """Whether the words before a name leave it the form's own value."""
    if place and line.letters[place - 1] == "Q":
        return True  # a count before its name is looked at by itself
    return open_before(line, place)


def open_before(line: Line, place: int) -> bool:
    """Whether only words that change nothing stand between a name and the last mark."""
    letters, at = line.letters, place - 1
    while at >= 0 and letters[at] in "cknd":
        if _headed(line, at):
            return True
        at -= 1
    if at < 0 or letters[at] in ",;YS" or line.runs(at):
        return True
    if letters[at] == "x" and letters[at - 1 : at] == "T":
        return line.said(at, at + 1).strip() == "中"
    if letters[at] == "f":
        return line.topic(place + 1)
    if letters[at] == "&":
        return at > 0 and letters[at - 1] in "QT"
    if letters[at] != "p" or at == 0:
        return False
    return letters[at - 1] in "SY" or _had(line, at)


def _had(line: Line, at: int) -> bool:
    """Whether words before 的 only say who has what: 本项目获得的专利."""
    head = line.letters[line.clause(at) : at]
    return re.fullmatch("S?c+", head) is not None


def _headed(line: Line, at: int) -> bool:
    """Whether a colon ends words that head figures: 2019 年主要经济指标：营业收入…."""
    token = line.tokens[at]
    if line.text[token.start : token.stop].strip() not in {"：", ":"}:
        return False
    ahead = line.text[: token.start].rstrip()
    if line.letters[:at].endswith("Q"):
        return True
    if ahead.endswith(line.vocabulary.words.words["headed"]):
        return True
    clause = line.letters[line.clause(at) : at]
    subject = line.clause(at) + clause.find("S")
    ours = "S" in clause and line.tokens[subject].word == line.vocabulary.subject
    return ours and set(clause[clause.find("S") + 1 :]) <= set("cnx")


def own(line: Line, target: Target, place: int) -> bool:
    """Whether the nearest subject before is the one whose figures the form has."""
    letters = line.letters
    for at in range(place - 1, -1, -1):
        if _bracketed(line, at, place):
            continue
        if _each_of(line, at, place) and not _fits(line, line.tokens[at].word, target):
            if line.clause(at) == line.clause(place):
                return False
            continue
        if _aside(line, at, place, target):
            continue
        if _counted(line, at):
            return _of_region(line, at, target)
        if letters[at] == "S" and not _predicate(line, at) and not _beside(line, at, place):
            if _carried_out(line, at, target) or _label(line, at, target):
                continue
            if _object(line, at, target) and line.clause(at) != line.clause(place):
                return True
            if _joined(line, at, target):
                return True
            if not _fits(line, line.tokens[at].word, target) or _glued(line, at):
                return False
            return not _told_of_others(line) or line.clause(at) == line.clause(place)
        if _of_unknown(line, at) and ";" not in letters[at:place]:
            return _around_project(line, target, place) and not line.led
        if ";" not in letters[at:place] and (
            _unknown_before(line, at) or _organisation(line, at, place)
        ):
            return False
    told = not target.said or _alone(line, place) or _around_project(line, target, place)
    return told and not line.led


def _bracketed(line: Line, at: int, place: int) -> bool:
    """Whether a subject stands in brackets with its figure, closed before a place: 同比增长 4 %（全省平均 3 %），…."""
    if line.letters[at] != "S":
        return False
    behind = line.text[line.tokens[at].stop : line.tokens[place].start]
    closed = _CLOSED.search(behind)
    if closed is None or closed[0] in "（(" or line.letters[at + 1 : place].find("Q") < 0:
        return False
    ahead = line.text[: line.tokens[at].start]
    opened = max(ahead.rfind("（"), ahead.rfind("("))
    return (
        opened >= 0
        and _CLOSED.search(ahead, opened + 1) is None
        and bool(re.search(r"\d", behind[: closed.start()]))
    )


def nobody_else(line: Line, place: int, *, counted: bool) -> bool:
    """Whether no other subject stands before a place: what is said there may be the form's own.

    Clients and partners are no others where it is they who are ``counted``.
    """
    for at in range(place - 1, -1, -1):
        if line.letters[at] == "x" and _body(line, at) and not _before_it(line, at, place):
            return False
        if line.letters[at] != "S" or _counted(line, at) or _each_of(line, at, place):
            continue
        if line.ownerless(at) and line.clause(at) != line.clause(place):
            continue
        if _traded(line, at) and ";" in line.letters[at:place] and line.letters.find("S") < at:
            continue  # whose sentence it is is looked at where its first subject is
        if counted and any(line.vocabulary.hinted(line.said(at, at + 1))):
            continue
        if not _predicate(line, at) and not _beside(line, at, place):
            return line.tokens[at].word != "other" and not _glued(line, at)
    return not line.led


def only_led(line: Line, place: int) -> bool:
    """Whether it is but the sentence before that led elsewhere, perhaps no further."""
    letters = line.letters[:place]
    bodies = (at for at, letter in enumerate(letters) if letter == "x" and _body(line, at))
    return "S" not in letters and not any(True for _ in bodies)


def _aside(line: Line, at: int, place: int, target: Target) -> bool:
    """Whether a subject in another clause takes nothing from the one whose figures these are.

    平台累计撮合订单 4.6 万单，注册用户 8600 余家；2023 年服务企业 2930 家: behind the semicolon the platform goes on.
    """
    if line.letters[at] != "S" or line.clause(at) == line.clause(place):
        return False
    if target.subject == "region":
        return False
    if line.ownerless(at):
        return True
    first = line.letters.find("S")
    led = first < at and _fits(line, line.tokens[first].word, target) and not _glued(line, first)
    return (
        (_traded(line, at) or _counted(line, at))
        and led
        and ";" in line.letters[at:place]
        and not line.led
    )


def _traded(line: Line, at: int) -> bool:
    """Whether a subject is but what is traded: 订单, 合同."""
    return line.said(at, at + 1).strip() in line.vocabulary.words.words["traded"]


def _carried_out(line: Line, at: int, target: Target) -> bool:
    """Whether others are named as who carries out the project whose figures go on: 项目由甲公司委托乙公司实施，…."""
    if target.subject != "project":
        return False
    stop = next((one for one in range(at, len(line.letters)) if line.letters[one] in ",;"), at)
    told = line.said(line.clause(at), stop)
    return _PROJECT_OF().search(told) is not None and _ANOTHER().search(told) is None


def _label(line: Line, at: int, target: Target) -> bool:
    """Whether a word only says what its sentence is about: 客户：服务企业户数由 312 家增加到…."""
    if at > 0 or line.said(1, 2).strip()[:1] not in {"：", ":"}:
        return False
    return target.id in line.vocabulary.hinted(line.said(0, 1))


def _around_project(line: Line, target: Target, place: int) -> bool:
    """Whether what a project brought is told as around it: 围绕本项目获得发明专利 6 项."""
    before = line.letters[:place]
    told = target.subject == "project" and "S" not in before
    return told and "项目" in line.text[: line.tokens[place].start]


def _beside(line: Line, at: int, place: int) -> bool:
    """Whether others are but what a clause before compares with: 高于全省平均 1.8 个百分点；…."""
    if line.tokens[at].word != "other" or line.clause(at) == line.clause(place):
        return False
    head = line.clause(at)
    while at > head and line.letters[at - 1] == "S":
        at -= 1
    return bool(_BESIDE().search(line.text[: line.tokens[at].start].rstrip()))


def _told_of_others(line: Line) -> bool:
    """Whether a sentence begins with somebody else, for whom the applicant may but have done something."""
    return line.leads_elsewhere and "c" not in line.letters[: line.letters.find("S")]


def _joined(line: Line, at: int, target: Target) -> bool:
    """Whether others are named with the applicant, as one: 公司及子公司共有员工…."""
    if at < len("S&") or line.letters[at - 2 : at] != "S&":
        return False
    return _fits(line, line.tokens[at - 2].word, target) and not _glued(line, at - 2)


def _of_region(line: Line, at: int, target: Target) -> bool:
    """Whether what is counted is counted of the region, whose figures go on: 全市规上企业 2136 家，…."""
    head = line.tokens[line.clause(at)]
    return target.subject == "region" and head.letter == "S" and head.word == "region"


def _object(line: Line, at: int, target: Target) -> bool:
    """Whether a subject is but what the one that heads its clause has: 公司设有企业技术中心，…."""
    head = line.clause(at)
    if head == at or line.letters[head] != "S" or line.letters[at - 1] != "x":
        return False
    return line.tokens[at].word != "other" and line.tokens[head].word == target.subject


def _alone(line: Line, place: int) -> bool:
    """Whether a region's name for a thing opens its sentence, so that it can only be of the region."""
    if line.vocabulary.subject != "region":
        return False
    before = line.letters[:place]
    listed = "S" not in before and "Q" in before and not line.led
    return listed or set(before) <= set("cnYkd,;&TQpft")


def _fits(line: Line, subject: str, target: Target) -> bool:
    """Whether a figure is a subject's; a platform's capital is that of the firm which runs it."""
    if subject == "we":
        return True
    return subject == target.subject or (target.timeless and subject == line.vocabulary.subject)


def _predicate(line: Line, at: int) -> bool:
    """Whether a subject only says what the one before it is (公司是一家…企业)."""
    told = line.text[line.tokens[line.clause(at)].start : line.tokens[at].start]
    return any(one in told for one in line.vocabulary.words.words["predicate"])


def _counted(line: Line, at: int) -> bool:
    """Whether a subject is a thing that is counted: 企业 260 家，从业人员 3.2 万人."""
    letters = line.letters
    return letters[at : at + 2] == "SQ" and letters[at + 2 : at + 3] != "T"


def _each_of(line: Line, at: int, place: int) -> bool:
    """Whether a subject is but what a number counts: 每服务一户企业; 下辖 2 个分公司，现有职工 2860 人."""
    before = line.tokens[at - 1].quantity if line.letters[max(at - 1, 0) : at + 1] == "QS" else None
    if before is None:
        return False
    return before.unit in phrases("counting_firms") or (
        before.unit == "个" and _now_again(line, at, place)
    )


def _now_again(line: Line, at: int, place: int) -> bool:
    """Whether a clause behind a place begins anew with what is now: …，现有职工 2860 人."""
    return any(
        line.letters[one - 1] in ",;" for one in range(at + 1, place) if line.letters[one] == "n"
    )


def _glued(line: Line, at: int) -> bool:
    """Whether a subject is part of a longer name (宏远公司, 上市企业): then it is another."""
    before = line.letters[:at][-1:]
    if line.text.startswith(phrases("ours"), line.place_of(at)[0]):
        return False
    if line.text[: line.tokens[at].start].rstrip("“”‘’\"'：:为 ").endswith(phrases("short_for")):
        return False
    return before in {"x", "p"} or (before == "S" and line.tokens[at - 1].word == "other")


def _of_unknown(line: Line, at: int) -> bool:
    """Whether a name before had words before it that are not known: they may still govern."""
    letters = line.letters
    return letters[at] == "T" and letters[:at][-1:] != "Q" and not open_before(line, at)


def _organisation(line: Line, at: int, place: int) -> bool:
    """Whether unknown words before a mark or a year end in another body (收购的一家热处理厂，…)."""
    if line.letters[at] != "x" or line.letters[at + 1 : at + 2] not in {",", "Y"}:
        return False
    return _body(line, at) and not _before_it(line, at, place)


def _before_it(line: Line, at: int, place: int) -> bool:
    """Whether a body is but what the firm was before: 前身为大同矿山电器厂，…，现有职工 2860 人."""
    told = line.said(line.clause(at), at + 1)
    was = any(one in told for one in phrases("before_founding"))
    return was and _now_again(line, at, place)


def _body(line: Line, at: int) -> bool:
    """Whether unknown words end in what the name of another body ends in."""
    token = line.tokens[at]
    return line.text[token.start : token.stop].rstrip('”」" ').endswith(phrases("bodies"))


def _unknown_before(line: Line, at: int) -> bool:
    """Whether a clause about a name begins with unknown words and a year: 某某产业 2019 年实现…."""
    letters = line.letters
    if letters[at] != "x" or letters[at + 1 : at + 2] != "Y":
        return False
    start = line.clause(at)
    clause = re.match("[^,;]*", letters[at:])
    if clause is None or "T" not in clause[0]:
        return False
    return "S" not in letters[start:at] and "T" not in letters[start:at]


def aimed(line: Line, place: int, stop: int) -> bool:
    """Whether an aim stands before in the sentence, or behind in the clause."""
    clause = re.match(r"[^,;]*", line.letters[stop:])
    behind = clause[0] if clause else ""
    return "G" in line.letters[:place] or "G" in behind or "G" in line.letters[place:stop]


def _labelled(line: Line, place: int) -> bool:
    """Whether a name heads its value, nothing before it (发明专利：16 项), as in a list of figures."""
    letters = line.letters[:place]
    after = line.tokens[place + 1] if place + 1 < len(line.tokens) else None
    colon = after is not None and line.text[after.start : after.stop].strip() in {"：", ":"}
    return colon and set(letters) <= set("c")


def may_say(
    line: Line, target: Target, place: int, stop: int, total: Literal["", "behind", "any"] = ""
) -> bool:
    """Whether nothing in the sentence makes the statement another one than it seems.

    ``total`` lets 累计 stand behind the name, or anywhere in its clause.
    """
    words = line.vocabulary.words.words
    first, last = line.tokens[0].start, line.tokens[stop - 1].stop
    before = line.text[first : line.tokens[place].start]
    if not own(line, target, place) or aimed(line, place, stop):
        return False
    if any(one in before for one in words["past"]):
        return False
    if target.stock:
        held = line.text[first:last]
        if not any(one in held for one in words["stock_words"]) and not _labelled(line, place):
            return False
        return not any(one in before for one in words["not_stock"])
    if target.flow and any(one in line.text[first:last] for one in words["summed"]):
        return False
    clause = "" if total == "any" else line.letters[line.clause(place) : place]
    clause += "" if total else line.letters[place:stop]
    if target.kind == "money" and ("k" in clause) is not target.summed:
        return False
    whole = _PAID().sub("", line.text[first : line.tokens[-1].stop])
    return not (target.timeless and any(one in whole for one in words["not_timeless"]))
