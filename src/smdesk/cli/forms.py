"""Verbs about forms: ``notices``, ``fields``, ``blank``, ``sample``."""

from __future__ import annotations

import json
from argparse import Namespace

from smdesk.cli.output import DONE, say, say_json
from smdesk.files import write_atomically
from smdesk.notices.loader import find_form
from smdesk.service import describe


def notices(chosen: Namespace) -> int:
    """List the packs and their forms."""
    found = describe.notices()
    if chosen.json:
        say_json(found)
        return DONE
    for one in found:
        if one["problems"]:
            say(
                f"{one['id']}　不能使用，有 {len(one['problems'])} 处问题（smdesk lint {one['id']}）"
            )
            continue
        number = f"（{one['document_number']}）" if one["document_number"] else ""
        say(f"{one['title']}{number}")
        for form in one["forms"]:
            rebuilt = form["reconstructed"]
            note = f"，其中 {rebuilt} 栏取自姊妹表" if rebuilt else ""
            say(f"  {form['id']}　{form['number']}　{form['title']}　{form['fields']} 栏{note}")
        own = "　自行添加" if one["added"] else ""
        say(f"  通知包 {one['pack'][:16]}　截止 {one['deadline'] or '未印'}{own}")
    return DONE


def fields(chosen: Namespace) -> int:
    """List each value that a form asks for."""
    pack, form = find_form(chosen.form)
    found = describe.fields(pack, form, describe.form_years(pack, form, chosen.years))
    if chosen.json:
        say_json(found)
        return DONE
    for one in found:
        need = "必填" if one["required"] else "选填"
        unit = f" {one['unit']}" if one["unit"] else ""
        say(f"{one['address']}　{' · '.join(one['label'])}　{one['kind']}{unit}　{need}")
    return DONE


def blank(chosen: Namespace) -> int:
    """Write the blank form as the notice prints it."""
    from smdesk.packet.build import build_blank
    from smdesk.packet.docx import write_docx

    pack, form = find_form(chosen.form)
    packet = build_blank(pack, form, describe.form_years(pack, form, chosen.years))
    write_atomically(chosen.out, write_docx(packet, _no_file))
    say(f"已导出空白申报书：{chosen.out}")
    return DONE


def _no_file(sha256: str) -> bytes:
    """A blank form has no attachments."""
    raise KeyError(sha256)


def sample(chosen: Namespace) -> int:
    """Write the bundled sample's values."""
    from smdesk.service.samples import sample_values

    values = sample_values(chosen.form)
    body = json.dumps(values, ensure_ascii=False, indent=1) + "\n"
    write_atomically(chosen.out, body.encode("utf-8"))
    say(f"已导出样例填报值（{len(values)} 项）：{chosen.out}")
    return DONE
