"""What lists show of a declaration, and what tells its case from others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from smdesk.notices.address import parse
from smdesk.notices.declaration import Declaration
from smdesk.notices.grid import all_fields
from smdesk.notices.models import Form, FormField, Kind, Pack
from smdesk.notices.text import half_width
from smdesk.notices.typed import choices_of, read
from smdesk.rules.formats.divisions import named, nearest
from smdesk.rules.formats.uscc import PROVINCES, is_valid
from smdesk.service.applicant import applicant_of
from smdesk.service.profile.nature import CODE, NAME_OF, SUBJECTS
from smdesk.store.desk.models import CaseKey, Facts

MODES = "declare.modes"
REVENUE = "finance.revenue"
CONTACTS = ("contact.mobile", "contact.email", "contact.phone", "contact.name")
"""Whom to ask: what tells two declarations of one applicant apart from those of two."""
_TOLD = frozenset({CODE, REVENUE, MODES, *CONTACTS})
NEAR = 0.75
"""From this likeness on two names may be one company's."""

_FORMS = re.compile("有限|责任|股份|公司|集团|总|[市省]")
"""What a firm's name has from its legal form and place, and what is often left out."""
_MARKS = re.compile(r"[\W_]+")
_DISTRICT = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区))?"
    r"(?:[\u4e00-\u9fff]{2,7}?(?:市|自治州|地区|盟))?"
    r"(?P<county>[\u4e00-\u9fff]{1,7}?(?:新区|开发区|自治县|区|县|市|旗))"
)


def facts_of(pack: Pack, form: Form, declaration: Declaration) -> Facts:
    """Return what the desk keeps of a declaration beside its content."""
    values = dict(form.fixed) | declaration.values
    fields = all_fields(pack.notice, form)
    applicant = applicant_of(pack, form, values)
    code = _code(fields, values)
    district, name, derived = _district(form, fields, values, code)
    modes = _modes(fields, values)
    return Facts(
        pack.notice.id, form.id, applicant, _subject(fields, values), code, name_key(applicant),
        district, name, tuple(one for one, _ in modes), _brief(pack, form, fields, values),
        (pack.notice.short, form.title, values.get("contact.name", ""),
         *(label for _, label in modes)),
        derived=derived,
    )  # fmt: skip


def name_key(name: str) -> str:
    """Return a name without blanks, brackets and width, in lower case."""
    return _MARKS.sub("", half_width(name)).lower()


def likeness(one: str, other: str) -> float:
    """Return how alike two name keys are, 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def may_be_alike(one: str, other: str, least: float) -> bool:
    """Return whether two name keys can be as alike as ``least``: what they share bounds it."""
    shared = min(sum(map(one.__contains__, other)), len(one))
    return 2 * shared + 1e-6 >= least * (len(one) + len(other))


def core_of(name: str) -> str:
    """Return a name key without what legal form and place add to it."""
    return _FORMS.sub("", name)


def near(one: str, other: str) -> bool:
    """Return whether two name keys are one character apart, or only in legal form and place.

    Two companies of one town and trade differ in a word, a misspelt name in a character.
    """
    return _one_off(one, other) or core_of(one) == core_of(other) != ""


def _one_off(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next(
        (n for n, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]),
        len(short),
    )
    rest = short[start + (len(short) == len(long)) :]
    return rest == long[start + 1 :]


def choose_case(facts: Facts, cases: Sequence[CaseKey]) -> int | None:
    """Return the case that a declaration is a version of, ``None`` where it is a new one.

    Cases of that form with the same code or the same name, and those returned, are at hand. Two
    sound codes that differ are two applicants; one code under two names that are not near waits for
    a person as two cases (a file that was copied from another firm's keeps that firm's code); one
    applicant's other project or platform is another case. A correction that is awaited may come
    with a name that was changed, and with a sound code in the place of a wrong one.
    """
    name = name_key(facts.applicant)
    able = []
    for case in cases:
        same_code = bool(facts.code) and facts.code == case.code
        sound = is_valid(facts.code)
        if not same_code and sound and is_valid(case.code):
            continue
        alike = 1.0 if name == case.name_key else likeness(name, case.name_key)
        if not _may_be_one(name, case, same_code=same_code, sound=sound, alike=alike):
            continue
        told = likeness(name_key(facts.subject), name_key(case.subject))
        if facts.subject and case.subject and told < NEAR:
            continue
        able.append((same_code, told, alike, -case.id))
    return -max(able)[3] if able else None


def _may_be_one(name: str, case: CaseKey, *, same_code: bool, sound: bool, alike: float) -> bool:
    if not name or not case.name_key:
        return same_code
    if name == case.name_key or (near(name, case.name_key) and (same_code or case.returned)):
        return True
    return same_code and sound and (case.returned and alike >= NEAR)


def _concept(field: FormField) -> str:
    return field.concept or field.address


def _code(fields: dict[str, FormField], values: dict[str, str]) -> str:
    asked = [one for one in fields.values() if one.kind is Kind.USCC]
    asked.sort(key=lambda one: _concept(one) != CODE)
    found = next((values[one.address] for one in asked if values.get(one.address)), "")
    return re.sub(r"\s", "", half_width(found)).upper()


def _subject(fields: dict[str, FormField], values: dict[str, str]) -> str:
    """Return the name of the project or platform that is declared, nothing for a company."""
    names = [name for one in SUBJECTS if one in {"project", "platform"} for name in NAME_OF[one]]
    return next(
        (
            values[one.address]
            for one in fields.values()
            if _concept(one) in names and values.get(one.address)
        ),
        "",
    )


def _district(
    form: Form, fields: dict[str, FormField], values: dict[str, str], code: str
) -> tuple[str, str, bool]:
    """Return the division's code (GB/T 2260), its name, and whether the credit code alone tells it.

    An address goes before the credit code, which names where a company was first registered and
    settles which of several divisions of one name an address means.
    """
    place = code[2:8] if is_valid(code) and code[2:4] in PROVINCES and code[2:4] != "10" else ""
    if form.category in {"city", "district"}:
        name = values.get(form.applicant, "")
        found = named(name, place)
        return found.code if found else place, name, False
    for field in fields.values():
        if _concept(field).endswith("address") and values.get(field.address):
            told = re.sub(r"\s", "", values[field.address])
            found, by_words = named(told, place), _DISTRICT.match(told)
            if found is not None and (found.level == 3 or by_words is None):
                return found.code, found.name, False
            if by_words is not None:  # zones that are no division: the city's code, the zone's name
                return found.code if found else _where(told, place), by_words["county"], False
    known = nearest(place)
    return place, known.name if known else "", known is not None


def _where(address: str, place: str) -> str:
    """Return the division's code; where an address names another province, that province's."""
    other = next((one for one, name in PROVINCES.items() if address.startswith(name)), place[:2])
    return place if other == place[:2] else f"{other}0000"


def _modes(fields: dict[str, FormField], values: dict[str, str]) -> list[tuple[str, str]]:
    found = []
    for field in fields.values():
        if _concept(field) != MODES or field.kind is not Kind.CHOICE:
            continue
        ticked = read(field, values.get(field.address, "")).value
        ids = ticked if isinstance(ticked, tuple) else ()
        found += [(one.id, one.label) for one in choices_of(field) if one.id in ids]
    return found


def _brief(
    pack: Pack, form: Form, fields: dict[str, FormField], values: dict[str, str]
) -> dict[str, str]:
    wanted = set(_sources(pack, form))
    for name in list(wanted):
        if name in fields:
            wanted |= {one.note for one in choices_of(fields[name]) if one.note}
    wanted |= {one.address for one in fields.values() if _concept(one) in _TOLD}
    return {place: text for place, text in values.items() if parse(place).field in wanted}


def _sources(pack: Pack, form: Form) -> Iterator[str]:
    for part in pack.summary.part if pack.summary else ():
        if part.form == form.id:
            yield from (one.source for one in part.column if one.source and one.source != "rank")
