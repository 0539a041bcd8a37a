"""The main job on the bundled samples: what ``smdesk demo`` shows a new user."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from smdesk.notices.loader import find_form
from smdesk.rules.engine import check
from smdesk.rules.findings import Finding
from smdesk.service.export import ExportReport, export
from smdesk.service.samples import faulty_sample, load_sample, sample_ids


def run_demo(
    out: Path, *, progress: Callable[[str], None] = lambda _: None
) -> tuple[list[ExportReport], list[Finding]]:
    """Export every sample to its folder below ``out``; return the reports and the faulty findings.

    The faulty declaration is exported as a draft, which errors never stop.
    """
    reports = []
    for form_id in sample_ids():
        progress(form_id)
        declaration, files = load_sample(form_id)
        pack, form = find_form(form_id)
        reports.append(export(pack, form, declaration, files, out / form_id.replace("/", "-")))
    declaration, files = faulty_sample()
    progress(declaration.form)
    pack, form = find_form(declaration.form)
    findings = check(pack, form, declaration)
    folder = out / f"{declaration.form.replace('/', '-')}-faulty"
    reports.append(export(pack, form, declaration, files, folder, draft=True))
    return reports, list(findings)
