"""The package carries the whole declaration and opens again equal."""

import io
import json
import zipfile

import pytest

from smdesk.errors import SmdeskError
from smdesk.files import sha256_hex
from smdesk.notices.declaration import Declaration, canonical_bytes, content, digest
from smdesk.packet.package import CONTENT, DIGEST, MEDIA_TYPE, package_files, write_package


def opened(data):
    return zipfile.ZipFile(io.BytesIO(data))


def test_package_opens_again_equal(case):
    with opened(write_package(case.declaration, case.files)) as archive:
        stored = json.loads(archive.read(CONTENT))
        assert stored.pop("version") == content(case.declaration)["version"]
        assert Declaration.model_validate(stored) == case.declaration
        for sha256 in package_files(case.declaration):
            assert archive.read(f"files/{sha256}") == case.store[sha256]


def test_content_is_canonical_and_its_digest_stands_beside_it(case):
    with opened(write_package(case.declaration, case.files)) as archive:
        assert archive.read(CONTENT) == canonical_bytes(case.declaration)
        assert archive.read(DIGEST).decode() == digest(case.declaration)


def test_kind_shows_in_the_first_bytes(case):
    data = write_package(case.declaration, case.files)
    assert data[30:38] == b"mimetype"
    assert data[38 : 38 + len(MEDIA_TYPE)] == MEDIA_TYPE.encode()


def test_pictures_of_the_narrative_travel_with_it(case):
    wanted = {one.sha256 for one in case.declaration.narrative.blocks if one.type == "picture"}
    assert wanted
    with opened(write_package(case.declaration, case.files)) as archive:
        assert {f"files/{one}" for one in wanted} <= set(archive.namelist())


def test_file_attached_twice_is_in_it_once(case):
    first = case.declaration.attachments[0]
    case.change(attachments=(first, first.model_copy(update={"name": "副本.jpg"})))
    with opened(write_package(case.declaration, case.files)) as archive:
        assert archive.namelist().count(f"files/{first.sha256}") == 1


def test_equal_declarations_give_equal_packages(case):
    again = Declaration.model_validate(case.declaration.model_dump())
    turned = again.model_copy(update={"values": dict(reversed(list(again.values.items())))})
    assert write_package(turned, case.files) == write_package(case.declaration, case.files)


def test_unknown_file_is_refused(case):
    case.store.clear()
    with pytest.raises(SmdeskError) as caught:
        write_package(case.declaration, case.files)
    assert caught.value.code == "packet.file-missing"


def test_file_with_other_bytes_than_its_digest_says_is_refused(case):
    first = case.declaration.attachments[0].sha256
    case.store[first] += b"!"
    assert sha256_hex(case.store[first]) != first
    with pytest.raises(SmdeskError) as caught:
        write_package(case.declaration, case.files)
    assert caught.value.code == "packet.file-changed"
