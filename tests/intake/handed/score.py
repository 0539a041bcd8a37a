"""Holds what the reader says of a bundle against what stands on its paper."""

from __future__ import annotations

from posted.score import Tally, flat

from handed.desk import Bundle
from smdesk.intake.submission import SURE, Submission


def tally(bundle: Bundle, read: Submission, way: str) -> Tally:
    """Return the counts of one file; of what may not be stated, a filled value stated is wrong."""
    count = Tally(files=1)
    known = read.form is not None and f"{read.notice}/{read.form}" == bundle.form
    found = {one.address: one for one in read.values}
    told = any(one.code == "intake.cells-not-read" for one in read.problems)
    for address in sorted((bundle.truth.keys() | found.keys()) - bundle.free):
        one = found.get(address)
        text, sure = (one.text, one.confidence >= SURE) if one is not None else ("", False)
        truths = bundle.truth.get(address, ("",))
        right = flat(text) in {flat(said) for said in truths}
        if address in bundle.unseen:
            right = False
        ask = address in bundle.guess
        if sure and ((not right and not ask) or (text and (not known or ask))):
            count.wrong.append((bundle.form, way, address, truths[0], text))
        if "" in truths:
            count.blanks += address in bundle.truth
            count.asked += one is not None and not sure
            continue
        if address in bundle.unseen:
            continue
        count.values += 1
        count.stated += right and sure and known
        count.doubtful += right and not (sure and known)
        count.amiss += bool(text) and not right
        count.missing += not text
        count.silent += one is None and known and not told
        if not (right and sure and known):
            doubts = ",".join(one.doubts) if one is not None else "absent"
            count.lost.append((bundle.form, way, address, truths[0], text, doubts))
            count.codes.update(doubts.split(",") if known else ["other-form"])
    return count
