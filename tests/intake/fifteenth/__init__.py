"""The fifteenth set: what a county office gets, forms of sixty ordinary people in Word, WPS and Excel."""

from __future__ import annotations

from dataclasses import dataclass

from posted.score import Tally
from twelfth.paper import Paper
from twelfth.score import judged, same

from fifteenth.book import xlsx
from fifteenth.people import PEOPLE
from fifteenth.person import Person
from fifteenth.plain import plain
from fifteenth.word import docx
from smdesk.intake.submission import Submission
from smdesk.notices.loader import pack

__all__ = ["FORMS", "PEOPLE", "Person", "Sent", "fairly", "files_of", "filled"]
NOTICES = ("national-2022", "shanghai-2023", "zhejiang-2020", "shanxi-2021", "guangdong-2024")
FORMS = tuple(f"{notice}/{form}" for notice in NOTICES for form in pack(notice).forms)


@dataclass(frozen=True)
class Sent:
    """A file as the office gets it."""

    paper: Paper
    name: str
    data: bytes

    @property
    def wanted(self) -> str | None:
        """The form that the office asks for, where the file holds several."""
        return self.paper.form if self.paper.how.get("several") else None


def filled(person: Person, form: str, seed: int) -> Paper:
    """Return the form as this person fills it in."""
    paper = plain(form, person.name, seed)
    for act in person.acts:
        act(paper)
    for address in list(paper.truth):
        if address.startswith("cover.") and paper.how.get("cover") == "none":
            paper.truth[address] = ""
    if paper.how.get("ticks") == "strike":
        paper.ask(*_all_ticked(paper))
    return paper


def _all_ticked(paper: Paper) -> list[str]:
    """The questions of which all boxes are chosen: nothing is struck out, so nothing is said."""
    ticked: dict[str, bool] = {}
    for bit in (b for c in paper.table.cells for b in c.bits if b.kind == "X"):
        ticked[bit.address] = ticked.get(bit.address, True) and bit.ticked
    return [a for a, every in ticked.items() if every and a in paper.truth]


def sent(person: Person, form: str, seed: int) -> Sent:
    paper = filled(person, form, seed)
    if person.program == "book":
        return Sent(paper, "申报表.xlsx", xlsx(paper))
    return Sent(paper, "申报表.docx", docx(paper))


def files_of(person: Person, seed: int, number: int = 0) -> list[Sent]:
    """Return this person's files: of every form, or of ``number`` forms that the seed chooses."""
    forms = list(FORMS)
    if number:
        first = sum(map(ord, person.name)) + seed * number
        forms = [FORMS[(first + 7 * n) % len(FORMS)] for n in range(number)]
    return [sent(person, form, seed) for form in forms]


def fairly(paper: Paper, read: Submission, way: str) -> Tally:
    """Return the counts; where two officers would read a text otherwise, either is right."""
    held = paper.how.get("either", {})
    assert isinstance(held, dict)
    said = {str(one.address): one.text for one in read.values}
    for address, texts in held.items():
        for text in texts:
            if address in paper.truth and same(said.get(address, ""), text):
                paper.truth[address] = text
    return judged(paper, read, way)
