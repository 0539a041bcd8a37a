"""Verb for the keys that bureaus sign with: ``keys``."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from smdesk.cli.desk import add_common, open_desk
from smdesk.cli.output import DONE, say, say_json

if TYPE_CHECKING:
    from smdesk.store.desk.desk import Desk

STANDINGS = {
    "own": "本单位", "first": "首次收到即采用", "confirmed": "已确认", "other": "未确认",
    "stopped": "已停用",
}  # fmt: skip


def add_verbs(verb: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the verb to a parser."""
    one = verb("keys", "列出各单位签名用过的密钥，核对后确认更换或停用", keys)
    add_common(one)
    way = one.add_mutually_exclusive_group()
    way.add_argument("--confirm", default="", metavar="密钥",
                     help="经核对是该单位的密钥，以后不再提示；写前面 16 位")  # fmt: skip
    way.add_argument("--stop", default="", metavar="密钥", help="该单位不再用这个密钥")
    one.add_argument("--bureau", default="", metavar="单位", help="几个单位用过同一个密钥时写明")
    one.add_argument("--note", default="", metavar="说明",
                     help="怎样核对的，如“3 月 5 日与周某电话核对”")  # fmt: skip


def keys(chosen: Namespace) -> int:
    """List the keys; note what was found of one."""
    from smdesk.service.desk.keys import find_key

    told = chosen.confirm or chosen.stop
    with open_desk(chosen, write=bool(told)) as desk:
        if told:
            one = find_key(desk, told, chosen.bureau)
            desk.say_key(one.bureau, one.key, chosen.note, trusted=bool(chosen.confirm))
        found = _listed(desk)
    if chosen.json:
        say_json(found)
        return DONE
    for each in found:
        held = STANDINGS[each["standing"]]
        say(f"{each['bureau']}　{each['fingerprint']}　{held}　{each['since'][:10]} 首次收到")
        for word in each["words"]:
            said = "确认" if word["trusted"] else "停用"
            say(f"  {word['at'][:16].replace('T', ' ')}　{word['person']}{said}：{word['note']}")
    if not found:
        say("还没有收到过签名的报送包。")
    return DONE


def _listed(desk: Desk) -> list[dict[str, Any]]:
    from smdesk.service.desk.bureau import fingerprint
    from smdesk.service.desk.keys import standing

    return [
        {
            "bureau": bureau, "key": one.key, "fingerprint": fingerprint(one.key),
            "standing": standing(desk, known, one.key), "since": one.since.astimezone().isoformat(),
            "person": one.person, "signed": one.signed,
            "words": [
                {"trusted": word.trusted, "note": word.note, "person": word.person,
                 "at": word.at.astimezone().isoformat()}
                for word in one.words
            ],
        }
        for bureau, known in desk.bureau_keys().items()
        for one in known
    ]  # fmt: skip
