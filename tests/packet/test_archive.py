"""Zips that depend on their content alone."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from smdesk.packet.archive import Member, zip_bytes

members = st.lists(
    st.builds(
        Member,
        st.text("abc/.xml中文", min_size=1, max_size=12),
        st.binary(max_size=2000),
        st.booleans(),
        st.booleans(),
        st.integers(1, 9),
    ),
    unique_by=lambda one: one.name,
    max_size=6,
)


@given(members)
def test_the_standard_library_reads_every_member_back(given_members):
    with zipfile.ZipFile(io.BytesIO(zip_bytes(given_members))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [one.name for one in given_members]
        for one in given_members:
            assert archive.read(one.name) == one.data
            info = archive.getinfo(one.name)
            assert (info.compress_type == zipfile.ZIP_STORED) is one.stored
            assert info.date_time == (1980, 1, 1, 0, 0, 0)


@given(members)
def test_equal_members_give_equal_bytes(given_members):
    assert zip_bytes(given_members) == zip_bytes(given_members)
