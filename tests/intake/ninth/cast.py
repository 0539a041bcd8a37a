"""Who fills in and what they have to say: an invented applicant's answers by field."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from smdesk.notices.choices import choices_of
from smdesk.notices.models import FormField, Kind

CODES = (
    "91330100PDY00001XX", "91330212PDY000028F", "91140100PDY000036F", "91310115PDY0000443",
    "91440300PDY000052K", "12440106PDY0000600", "52320500PDY000079P", "91100000PDY0000872",
)  # fmt: skip
_FIRMS = (
    "磐溪重型阀门有限公司", "北麓织机股份有限公司", "润岸电梯部件（集团）有限公司", "Delta-9 智能装备有限公司",
    "岚桥包装机械厂", "七棵松压缩机有限责任公司", "汇铎轴承科技股份有限公司", "三川农机制造有限公司",
)  # fmt: skip
_PEOPLE = (
    "欧阳若谷",
    "司马青",
    "单雨燊",
    "查镕",
    "仇喆",
    "解晓堃",
    "朴在贤",
    "任盈盈",
    "古力·买买提",
)
_PLACES = (
    "临江县工业大道 1 号",
    "新安区望湖路88号3幢2层",
    "西埠镇五一路（原农机站内）",
    "高新区科创一路6-2号",
)
_POSTS = ("总经理助理", "综合办公室主任", "副总经理/总工", "科长", "政策专员（兼）")
_TRADES = (
    "阀门、泵及其配件的研发、制造和维修；货物进出口。", "纺织专用设备制造", "电梯导轨、层门装置生产；安装、改造、维修",
    "工业机器人本体及控制系统，2018年起兼营远程运维",
)  # fmt: skip
_LONG = (
    "2018年省级企业技术中心；2019年省级“专精特新”中小企业。", "1.市级质量奖（2016年）\n2.省级绿色工厂（2019年）",
    "主持制定T/ZZB 0417—2018《中压闸阀》，参与GB/T 12234-2019。", "无", "建成备件云仓3个，服务客户260余家，响应时间由48小时降到12小时。",
    "国家级两化融合管理体系贯标试点企业", "《关于加快发展服务型制造的若干意见》（临政发〔2019〕17号）",
)  # fmt: skip
_NATURES = ("有限责任公司", "民营企业", "国有控股", "股份有限公司（非上市）", "事业单位")
_INDUSTRIES = ("C3443 阀门和旋塞制造", "通用设备制造业", "C35专用设备制造业", "装备制造")
_OFFICES = ("临江县经济和信息化局", "新安区工业和信息化局", "西州市工信局")


def _text(field: FormField, rng: Random) -> str:
    tail = field.address.rpartition(".")[2]
    plain = {
        Kind.NAME: _FIRMS, Kind.PERSON: _PEOPLE, Kind.ADDRESS: _PLACES, Kind.LONG_TEXT: _LONG,
        Kind.INDUSTRY: _INDUSTRIES, Kind.REGISTRATION: ("有限责任公司（自然人投资或控股）", "私营有限责任公司"),
        Kind.USCC: CODES, Kind.POSTCODE: ("310007", "030001", "010020"), Kind.MOBILE: ("13800000217", "15900000334"),
        Kind.PHONE: ("0571-00001234", "13800000561", "0351-0002229", "00023112", "020-00003359转802"),
        Kind.FAX: ("0571-00001235", "无", "同电话"), Kind.EMAIL: ("zhb@pdy-valve.example", "li_wei88@oa.example"),
        Kind.URL: ("www.pdy-cloud.example", "https://fw.pdy.example/index"),
    }  # fmt: skip
    if field.address == "cover.recommender":
        return rng.choice(_OFFICES)
    if field.address in {"city.name", "district.name"}:
        return rng.choice(("临江市", "西州市", "新安区"))
    if field.address in {"project.name", "platform.name"}:
        return rng.choice(
            ("阀门全生命周期运维云平台", "纺机备件共享服务平台（一期）", "压缩空气站房总包")
        )
    if field.address == "org.business":
        return rng.choice(_TRADES)
    if tail == "position":
        return rng.choice(_POSTS)
    if tail == "old_area":
        return rng.choice(("是", "否"))
    if tail == "nature":
        return rng.choice(_NATURES)
    if field.address == "project.done":
        return rng.choice(("是", "否", "已完成"))
    if tail == "summary":
        return rng.choice(("远程监测与备件配送", "整机大修2台次", "压缩空气系统节能改造"))
    return rng.choice(plain.get(field.kind, ("其它方向：共享车间", "再制造")))


def _number(field: FormField, rng: Random, scale: float) -> str:
    tail = field.address.rpartition(".")[2]
    if field.kind is Kind.YEAR:
        return str(2016 + (tail == "end") * 3 + rng.randint(0, 1))
    if field.kind is Kind.INTEGER:
        return str(round(rng.randint(2, 60) * (9 if tail in {"total", "clients_served"} else 1)))
    if field.kind is Kind.PERCENT:
        low, high = (-9, 28) if "growth" in tail else (1, 9) if tail == "rd_ratio" else (11, 68)
        return f"{rng.uniform(low, high):.{rng.choice((0, 1, 2, 2))}f}"
    if field.kind is Kind.DECIMAL:
        return (
            f"{rng.uniform(2, 12):.1f}"
            if "years" in tail or "weeks" in tail
            else str(rng.randint(300, 9000))
        )
    size = {
        "tax": 0.04,
        "profit": 0.08,
        "net_profit": 0.06,
        "service_revenue": 0.3,
        "net_assets": 0.5,
    }.get(tail, 1.0)
    if field.unit == "亿元":
        size *= 0.02
    return f"{scale * size * rng.uniform(0.93, 1.07):.{rng.choice((0, 1, 2, 2))}f}"


def _plain(text: str) -> str:
    number = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if number in {"-0", ""} else number


def answers(
    fields: Mapping[str, FormField], places: Mapping[str, FormField], rng: Random
) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Return texts by address, and ids of ticked boxes by address; some are left blank."""
    scale = rng.uniform(6000, 70000)
    texts: dict[str, str] = {}
    ticks: dict[str, set[str]] = {}
    people = rng.sample(_PEOPLE, len(_PEOPLE))
    row_of_repeat = rng.randint(1, 3)
    for address, field in places.items():
        row = int(address.partition("[")[2].partition("]")[0] or 0) if "]." in address else 0
        if row > row_of_repeat:
            texts[address] = ""
        elif field.kind in {Kind.CHOICE, Kind.YES_NO}:
            ids = [one.id for one in choices_of(field) if one.tickable]
            many = min(len(ids), rng.randint(1, 3)) if field.pick == "many" else 1
            ticks[address] = set(rng.sample(ids, many)) if address != "cover.kind" else set()
        elif field.kind is Kind.SHARES:
            texts[address] = ""
        elif field.address == "cover.year":
            texts[address] = "2024"
        elif field.units:
            texts[address] = f"{rng.uniform(300, 9000):.2f}亿元"
        elif field.kind.numeric:
            texts[address] = _plain(_number(field, rng, scale))
        elif field.kind is Kind.PERSON and people:
            texts[address] = people.pop()
        else:
            texts[address] = _text(field, rng)
        if rng.random() < 0.05 and not field.kind.numeric and not address.startswith("cover"):
            texts[address] = "" if address in texts else texts.get(address, "")
            ticks.pop(address, None) if address in ticks else None
            if address not in texts or field.kind in {Kind.CHOICE, Kind.YES_NO}:
                texts.pop(address, None)
                ticks[address] = set()
    return texts, ticks
