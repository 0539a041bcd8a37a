from __future__ import annotations

import hashlib

import hostile
import pytest

from smdesk.errors import SmdeskError
from smdesk.intake.payload import find_payload
from smdesk.intake.zipped import Archive
from smdesk.notices.carrier import NAMESPACE, payload_xml
from smdesk.notices.declaration import Declaration, canonical_bytes, seal_code

DECLARATION = Declaration(
    form="zhejiang-2020/enterprise",
    pack="0" * 64,
    years=(2017, 2018, 2019),
    values={"org.name": "某某风机有限公司"},
)
CONTENT = canonical_bytes(DECLARATION)
DIGEST = hashlib.sha256(CONTENT).hexdigest()
PART = payload_xml(CONTENT, DIGEST, seal_code(DIGEST))


def archive(**parts: bytes) -> Archive:
    return Archive(
        hostile.docx_of(
            {"word/document.xml": hostile.document("")},
            {f"customXml/{name}.xml": body for name, body in parts.items()},
        )
    )


def code_of(**parts: bytes) -> str:
    with pytest.raises(SmdeskError) as caught:
        find_payload(archive(**parts))
    return caught.value.code


@pytest.mark.parametrize("name", ["item1", "item7", "anything"])
def test_the_payload_is_found_under_any_item_name(name: str) -> None:
    found = find_payload(archive(item0=b"<other/>", **{name: PART}))
    assert found is not None
    assert (found.declaration, found.digest) == (DECLARATION, DIGEST)


def test_a_draft_has_no_seal_and_is_trusted_by_its_digest() -> None:
    assert find_payload(archive(item1=payload_xml(CONTENT, DIGEST, None))) is not None


def test_a_file_without_payload_has_none() -> None:
    assert find_payload(archive()) is None
    assert find_payload(archive(item1=b"<a xmlns='urn:other'/>", itemProps1=PART)) is None


def test_the_same_payload_twice_is_one() -> None:
    assert find_payload(archive(item1=PART, item2=PART)) is not None


def test_a_payload_that_does_not_fit_is_not_trusted() -> None:
    assert code_of(item1=payload_xml(CONTENT, "0" * 64, None)) == "intake.payload-altered"
    assert code_of(item1=payload_xml(CONTENT, DIGEST, "0000-0000")) == "intake.payload-altered"
    assert code_of(item1=PART.replace(b"</smdesk", b"!!</smdesk")) == "intake.payload-altered"
    cut = PART.index(b"</smdesk")
    assert code_of(item1=PART[: cut - 40] + PART[cut:]) == "intake.payload-altered"


def test_two_payloads_that_differ_are_not_trusted() -> None:
    other = canonical_bytes(DECLARATION.with_values({"org.name": "另一家"}))
    part = payload_xml(other, hashlib.sha256(other).hexdigest(), None)
    assert code_of(item1=PART, item2=part) == "intake.payload-several"


def test_a_payload_with_a_dtd_is_refused() -> None:
    part = f"<!DOCTYPE a><a xmlns='{NAMESPACE}'/>".encode()
    assert code_of(item1=part) == "intake.xml-dtd"
