"""Families: a file of a pack that extends a base takes over what it does not say itself.

The merge is of raw tables, before they are validated: tables deep, lists of tables by identity
(a field by its address, a section by its id …), everything else is replaced. So what the forms of
one family share stands once, in ``resources/families/`` or in the pack that came first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

Table = dict[str, Any]
Fault = Callable[..., None]

CONTROL = frozenset({"extends", "replace", "drop"})
IDENTITY: dict[tuple[str, ...], str] = {
    ("field",): "address", ("cover", "field"): "address", ("repeat",): "id",
    ("repeat", "field"): "address", ("section",): "id", ("attachment",): "id",
    ("outline", "item"): "id", ("plain",): "label", ("rule",): "id", ("part",): "form",
}  # fmt: skip
"""What tells the entries of a list apart, by the list's place."""
WHOLE = frozenset({("years",), ("rule", "passing"), ("rule", "failing"), ("rule", "let")})
"""Tables that a child gives whole or not at all."""
_HOLDERS = ("field", "series", "of", "options")
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_.]*)")


def merged(base: Table, child: Table, fault: Fault) -> Table:
    """Return ``child`` over ``base``; what it names and the base lacks goes to ``fault``."""
    kept = _dropped(base, _words(child, "drop"), fault)
    own = {key: value for key, value in child.items() if key not in CONTROL}
    return _Merge(frozenset(_words(child, "replace")), fault).table(kept, own, ())


def mark_reconstructed(form: Table) -> Table:
    """Return a form whose ``reconstructed`` goes from sections to rows, from rows to fields.

    A field that stands in a row of the notice's own as well is the notice's.
    """
    sections = [_marked_section(one) for one in _tables(form.get("section"))]
    if not sections:
        return form
    origins: dict[tuple[str, str], str] = {}
    printed: set[tuple[str, str]] = set()
    for row in (row for one in sections for row in _tables(one.get("row"))):
        repeat, origin = _text(row.get("repeat")), _text(row.get("reconstructed"))
        for address in held(row):
            place = (repeat, address.removeprefix(f"{repeat}.") if repeat else address)
            if origin:
                origins.setdefault(place, origin)
            else:
                printed.add(place)
    origins |= _notes_of(form, origins)
    found = {key: origin for key, origin in origins.items() if key not in printed}
    done = dict(form, section=sections)
    if "field" in form:
        done["field"] = _marked_fields(form["field"], "", found)
    if isinstance(form.get("repeat"), list):
        done["repeat"] = [_marked_repeat(one, found) for one in form["repeat"]]
    return done


def rules_for(rules: Iterable[Any], forms: Iterable[str]) -> Iterator[Any]:
    """Yield a family's raw rules for the forms that a pack has; those of no such form are left."""
    known = set(forms)
    for one in rules:
        wanted = one.get("forms") if isinstance(one, dict) else None
        if not isinstance(wanted, list) or not wanted:
            yield one
        elif kept := [each for each in wanted if each in known]:
            yield one | {"forms": kept}


def held(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield the addresses that stand in a raw row."""
    for cell in _tables(row.get("cells")):
        yield from (cell[key] for key in _HOLDERS if isinstance(cell.get(key), str))
        yield from _PLACEHOLDER.findall(_text(cell.get("template")))


class _Merge:
    """One merge: the lists that the child replaces, and where faults go."""

    def __init__(self, replaced: frozenset[str], fault: Fault) -> None:
        self.replaced, self.fault = replaced, fault

    def table(self, base: Table, child: Table, place: tuple[str, ...]) -> Table:
        result = {key: value for key, value in base.items() if key not in _words(child, "unset")}
        for key, value in child.items():
            if key != "unset" and (place, key) != (("section",), "change"):
                result[key] = self.value(base.get(key), value, (*place, key))
        if place == ("section",) and "change" in child:
            result["row"] = self.changed(result.get("row"), child["change"], child.get("id"))
        return result

    def value(self, base: Any, child: Any, place: tuple[str, ...]) -> Any:
        name = IDENTITY.get(place)
        if name and ".".join(place) not in self.replaced and _all_tables(base, child):
            return self.entries(base, child, place, name)
        if isinstance(base, dict) and isinstance(child, dict) and place not in WHOLE:
            return self.table(base, child, place)
        if name and _all_tables(child):  # nothing below: an entry may still carry its `before`
            return [{key: one[key] for key in one if key != "before"} for one in child]
        return child

    def entries(
        self, base: list[Table], child: list[Table], place: tuple[str, ...], name: str
    ) -> list[Table]:
        done = list(base)
        for one in child:
            own = {key: value for key, value in one.items() if key != "before"}
            at = _index(done, name, own.get(name))
            if at is not None:
                done[at] = self.table(done[at], own, place)
                continue
            fresh = self.table({}, own, place)
            where = _index(done, name, one["before"]) if "before" in one else len(done)
            if where is None:
                self.fault("base-part-missing", part=f"{'.'.join(place)}：{one['before']}")
            done.insert(len(done) if where is None else where, fresh)
        return done

    def changed(self, rows: Any, changes: Any, section: Any) -> Any:
        """Return a section's rows after the child's changes, each at the row that it names."""
        if not _all_tables(rows, changes):
            self.fault("base-part-missing", part=f"section.change：{section}")
            return rows
        done = list(rows)
        for change in changes:
            wanted, how = _text(change.get("at")), change.get("how", "instead")
            at = next((n for n, row in enumerate(done) if _stands(row, wanted)), None)
            if at is None:
                self.fault("base-part-missing", part=f"section.change：{wanted}")
            elif how not in {"instead", "before", "after", "drop"}:
                self.fault("value-invalid", key="section.change.how", detail="只能是 instead、before、after、drop 之一")  # fmt: skip
            else:
                _change(done, at, how, change)
        return done


def _change(rows: list[Table], at: int, how: str, change: Table) -> None:
    count = change.get("rows", 1) if how in {"instead", "drop"} else 0
    count = count if isinstance(count, int) and 0 <= count <= len(rows) else 1
    fresh = [] if how == "drop" else _tables(change.get("row"))
    start = at + 1 if how == "after" else at
    rows[start : start + count] = fresh


def _stands(row: Table, wanted: str) -> bool:
    if wanted.startswith("label:"):
        words = "".join(wanted[6:].split())
        cells = _tables(row.get("cells"))
        return any("".join(_printed(cell).split()) == words for cell in cells)
    return wanted in held(row) or (bool(wanted) and row.get("repeat") == wanted)


def _printed(cell: Table) -> str:
    """Return what a raw cell is known by: its label, its heading, or the title of its seal box."""
    sign = cell.get("sign")
    title = sign.get("title") if isinstance(sign, dict) else None
    return _text(cell.get("label")) or _text(cell.get("heading")) or _text(title)


def _dropped(base: Table, wanted: Iterable[str], fault: Fault) -> Table:
    """Return the base without the parts that the child names as ``field:org.fax``."""
    done = dict(base)
    for one in wanted:
        entries: Any
        kind, _, name = one.partition(":")
        place = tuple(kind.split("."))
        inner = place[:-1]
        holder = done if not inner else done.get(inner[0])
        entries = holder.get(place[-1]) if isinstance(holder, dict) else None
        identity = IDENTITY.get(place)
        if identity is None or not _all_tables(entries) or _index(entries, identity, name) is None:
            fault("base-part-missing", part=one)
            continue
        rest = [each for each in entries if each.get(identity) != name]
        if inner:
            done[inner[0]] = dict(done[inner[0]], **{place[-1]: rest})
        else:
            done[place[-1]] = rest
    return done


def _notes_of(form: Table, origins: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """Return the origins of the notes of 其他: they stand where their boxes stand."""
    return {
        ("", _text(choice.get("note"))): origins["", _text(field.get("address"))]
        for field in _tables(form.get("field"))
        if ("", _text(field.get("address"))) in origins
        for choice in _tables(field.get("choices"))
        if choice.get("note")
    }


def _marked_section(section: Table) -> Table:
    """Return a section whose origin stands in its rows, ``reconstructed = false`` taken at its word."""
    rest = {key: value for key, value in section.items() if key != "reconstructed"}
    if isinstance(rest.get("row"), list):
        rest["row"] = [_marked_row(one, section.get("reconstructed")) for one in rest["row"]]
    return rest


def _marked_row(row: Any, origin: Any) -> Any:
    if not isinstance(row, dict):
        return row
    marked = row if origin is None else {"reconstructed": origin} | row
    if marked.get("reconstructed") is False:
        return {key: value for key, value in marked.items() if key != "reconstructed"}
    return marked


def _marked_fields(fields: Any, repeat: str, found: Mapping[tuple[str, str], str]) -> Any:
    if not _all_tables(fields):
        return fields
    return [
        {"source": "reconstructed", "origin": found[key]} | one
        if (key := (repeat, _text(one.get("address")))) in found
        else one
        for one in fields
    ]


def _marked_repeat(repeat: Any, found: Mapping[tuple[str, str], str]) -> Any:
    if not isinstance(repeat, dict) or "field" not in repeat:
        return repeat
    fields = _marked_fields(repeat["field"], _text(repeat.get("id")), found)
    return dict(repeat, field=fields)


def _index(entries: list[Table], name: str, wanted: Any) -> int | None:
    return next((n for n, one in enumerate(entries) if one.get(name) == wanted), None)


def _words(table: Mapping[str, Any], key: str) -> list[str]:
    value = table.get(key)
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _all_tables(*values: Any) -> bool:
    """Whether each of ``values`` is a list of tables."""
    return all(
        isinstance(one, list) and all(isinstance(each, dict) for each in one) for one in values
    )


def _tables(value: Any) -> list[Table]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
