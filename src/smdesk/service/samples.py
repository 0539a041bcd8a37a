"""The bundled samples: whole declarations of invented firms, and one full of mistakes.

A sample is a folder ``resources/samples/<notice>/<form>`` (or ``<name>-<form>`` for another than
the good one) of ``values.json``, ``narrative.md`` and ``sample.toml``: the scans and pictures to
draw and the reasons against 核实 findings.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from smdesk import paths
from smdesk.errors import SmdeskError
from smdesk.files import Files, sha256_hex
from smdesk.notices.declaration import Attachment, Declaration
from smdesk.notices.loader import find_form, pack
from smdesk.notices.models import Model
from smdesk.service.charts import Line, line_chart
from smdesk.service.sample_text import DrawnPicture, read_narrative
from smdesk.service.scans import sample_scan

GOOD = "sample"
FAULTY = "faulty"


class Scan(Model):
    """One scan to draw: its slot, file name, title and lines; ``{address}`` becomes a value."""

    slot: str
    name: str
    title: str
    lines: tuple[str, ...]
    seed: int


class Series(Model):
    """One line of a chart: the years of ``field``, or ``numbers`` as written."""

    label: str
    field: str | None = None
    numbers: tuple[str, ...] = ()


class Chart(Model):
    """One picture of the narrative; ``ticks`` name the points, the year columns if left out."""

    name: str
    ticks: tuple[str, ...] = ()
    series: tuple[Series, ...]


class Recipe(Model):
    """What ``sample.toml`` holds; ``years`` where the notice leaves them open."""

    years: tuple[int, ...] = ()
    reasons: dict[str, str] = {}
    scan: tuple[Scan, ...] = ()
    chart: tuple[Chart, ...] = ()


def sample_ids() -> tuple[str, ...]:
    """Return the public ids of the forms that have a good sample, in the notice's order."""
    return tuple(form for form, name in _known() if name == GOOD)


def all_samples() -> tuple[tuple[str, str], ...]:
    """Return form id and name of every bundled sample, the faulty one included."""
    return tuple(_known())


def sample_values(form_id: str, name: str = GOOD) -> dict[str, str]:
    """Return a sample's values by address, as a person typed them; raises ``samples.missing``."""
    values: dict[str, str] = json.loads(_text(_folder(form_id, name), "values.json"))
    return values


def load_sample(form_id: str, name: str = GOOD) -> tuple[Declaration, Files]:
    """Return a sample whole: the declaration and its scans and pictures by sha256.

    The bytes of drawn files depend on the machine's faces, so do their digests. Raises
    `SmdeskError` ``samples.missing``.
    """
    folder = _folder(form_id, name)
    notice, form = find_form(form_id)
    recipe = Recipe.model_validate(tomllib.loads(_text(folder, "sample.toml")))
    values = sample_values(form_id, name)
    years = notice.years(recipe.years, form)
    files: dict[str, bytes] = {}
    attachments = tuple(_attach(scan, values, files) for scan in recipe.scan)
    pictures = {chart.name: _draw(chart, values, years, files) for chart in recipe.chart}
    declaration = Declaration(
        form=form_id, pack=notice.hash, years=years, reasons=recipe.reasons,
        narrative=read_narrative(_text(folder, "narrative.md"), form.outline, pictures),
        attachments=attachments,
    ).with_values(values)  # fmt: skip
    return declaration, files.__getitem__


def faulty_sample() -> tuple[Declaration, Files]:
    """Return the bundled declaration that is full of mistakes."""
    form_id = next(form for form, name in _known() if name == FAULTY)
    return load_sample(form_id, FAULTY)


def _known() -> Iterator[tuple[str, str]]:
    """Yield form id and name of every bundled sample: notices as issued, forms in their order."""
    root = paths.resources() / "samples"
    packs = [pack(one.name) for one in root.iterdir() if one.is_dir()]
    for known in sorted(packs, key=lambda one: (one.notice.issued, one.notice.id)):
        folder_of = root / known.notice.id
        folders = sorted(one.name for one in folder_of.iterdir() if one.is_dir())
        for form in known.notice.forms:
            for folder in folders:
                if _form_of(folder, known.notice.forms) == form:
                    yield known.form_id(form), folder.removesuffix(form).rstrip("-") or GOOD


def _form_of(folder: str, forms: tuple[str, ...]) -> str:
    """Return the form that a folder is a sample of: the longest id that its name ends with."""
    ends = [one for one in forms if folder == one or folder.endswith(f"-{one}")]
    return max(ends, key=len, default="")


def _folder(form_id: str, name: str) -> Path:
    notice, _, form = form_id.partition("/")
    folder = f"{form}" if name == GOOD else f"{name}-{form}"
    if (form_id, name) not in set(_known()):
        raise SmdeskError("samples.missing", form=form_id, name=name, known="、".join(sample_ids()))
    return paths.resources() / "samples" / notice / folder


def _text(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def _filled(text: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{([^{}]+)\}", lambda match: values.get(match.group(1), ""), text)


def _attach(scan: Scan, values: Mapping[str, str], files: dict[str, bytes]) -> Attachment:
    data = sample_scan(scan.title, [_filled(line, values) for line in scan.lines], scan.seed)
    digest = sha256_hex(data)
    files[digest] = data
    return Attachment(
        slot=scan.slot, name=scan.name, media_type="image/jpeg", sha256=digest, size=len(data)
    )


def _draw(
    chart: Chart, values: Mapping[str, str], years: tuple[int, ...], files: dict[str, bytes]
) -> DrawnPicture:
    lines = [
        Line(
            one.label,
            tuple(Decimal(values[f"{one.field}[{year}]"]) for year in years)
            if one.field
            else tuple(Decimal(number) for number in one.numbers),
        )
        for one in chart.series
    ]
    data = line_chart(chart.ticks or [str(year) for year in years], lines)
    digest = sha256_hex(data)
    files[digest] = data
    return DrawnPicture(digest, "image/png")
