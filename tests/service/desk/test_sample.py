"""The sample desk: invented firms of all notices, files as they really come."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from smdesk.intake.read import read_bytes
from smdesk.notices.loader import find_form
from smdesk.rules.formats.uscc import is_valid
from smdesk.service.applicant import applicant_of
from smdesk.service.desk.joining import facts_from
from smdesk.service.desk.reading import is_container
from smdesk.service.desk.sample import code_like, firms, received_files, wrong_like
from smdesk.service.samples import all_samples


def test_codes_are_sound_and_all_of_them_invented() -> None:
    codes = {code_like("91330100PDY00001XX", number) for number in range(500)}
    assert len(codes) == 500
    assert all(is_valid(one) and one[8:11] == "PDY" for one in codes)


def test_firms_of_every_form_have_names_of_their_own() -> None:
    made = [declaration for declaration, _ in firms(60)]
    forms = Counter(one.form for one in made)
    assert set(forms) == {form for form, _ in all_samples()}
    names = set()
    for one in made:
        pack, form = find_form(one.form)
        names.add((one.form, applicant_of(pack, form, dict(form.fixed) | one.values)))
    assert len(names) == 60
    for one in made:
        code = one.values.get("org.uscc", "")
        assert not code or code[8:11] == "PDY"


def test_equal_seeds_give_equal_files_and_rubbish_is_among_them() -> None:
    one, two = list(received_files(10, 3)), list(received_files(10, 3))
    assert one == two
    names = [each.name for each in one]
    assert len(set(names)) == len(names) > 10
    kinds = {each.name.rpartition(".")[2] for each in one}
    assert {"smdx", "docx", "txt"} <= kinds
    assert any(is_container(each.data) for each in received_files(30, 3))


def test_the_correction_fills_cells_that_its_form_has() -> None:
    sent = [each for each in received_files(3) if each.name.startswith("补正/")]
    assert [read_bytes(each.data, each.name).status for each in sent] == ["read"]


def test_a_wrong_code_is_each_firm_s_own_and_only_deliberate_doubles_share_one() -> None:
    owners: dict[str, list[str]] = {}
    wrong = 0
    for declaration, _ in firms(60):
        facts = facts_from(declaration)
        if facts.code:
            owners.setdefault(facts.code, []).append(facts.applicant)
            wrong += not is_valid(facts.code)
            assert facts.code[8:11] == "PDY"
    shared = {code: names for code, names in owners.items() if len(names) > 1}
    assert wrong >= 6
    assert [len(names) for names in shared.values()] == [2, 2]
    assert all(is_valid(code) for code in shared)


@given(st.sampled_from(["91330100PDY00001X", "91330100PDY00001XY", "9133", "I1330100PDY00001XX1"]),
       st.integers(0, 99_999))  # fmt: skip
def test_a_wrong_code_stays_wrong_and_as_long(text: str, number: int) -> None:
    made = wrong_like(text, number)
    assert len(made) == len(text)
    assert not is_valid(made)
