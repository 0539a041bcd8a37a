"""The reader's score on received forms, by habit: ``python -m benchmarks.received_score``.

``--mixed N`` adds N files of each form with several habits at once, ``--programs N`` N files of each
form as python-docx, Excel and LibreOffice (HTML, RTF, OpenDocument, .doc) write them, ``--only WORD`` keeps the habits
whose name holds a word, ``--second`` scores the
second set instead, ``--posted`` the third one (forms drawn anew, all twenty; with ``--programs`` through
LibreOffice too), ``--fifth`` habits that leave something beside the answer, ``--sixth`` those of tired clerks, ``--seventh``
forms built otherwise (with ``--programs`` through LibreOffice too), ``--eighth`` forms of accountants,
``--ninth`` people of an office, ``--tenth`` people and programs, ``--eleventh`` ordinary clerks, ``--twelfth`` forms as the field
sends them, ``--thirteenth`` changed forms and files of other programs, ``--fourteenth`` reviewers, masks, units and heads changed, ``--fifteenth`` what a county office
ordinarily gets, ``--sixteenth`` an examiner's files by the issue's clauses, ``--seventeenth`` forms retyped in layouts made anew,
``--eighteenth`` files that came through other programs and hands,
``--show N`` prints the first N values of each habit that were not stated.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "intake"))

from posted import FORMS as POSTED_FORMS
from posted import GROUPS, WAYS, posted, several
from posted import Habit as PostedHabit
from posted import through_office as posted_through_office
from posted import word as posted_word
from posted.fifth import FIFTH
from posted.later import LATER
from posted.model import Letter
from posted.score import Tally, tally
from posted.sixth import SIXTH
from received import CORPUS, FORMS, Habit, Score, judge, made, mixed, word_file
from received.programs import OFFICE, PROGRAMS, through_office
from received.second import MANNERS, held, held_mixed

from smdesk.intake.read import read_bytes

HEAD = "| habit | files | refused | values | right | doubtful | read otherwise, not stated | missing | wrong and stated | blanks asked after |"


def read_paper(paper, way: str) -> Score:
    wanted = paper.form if "wanted" in paper.look else None
    return judge(paper, read_bytes(word_file(paper), "收到.docx", wanted=wanted), way)


def of_habit(habit: Habit | None, seeds: range) -> Score:
    total = Score()
    name = habit.__name__ if habit is not None else "as printed"
    for form in FORMS:
        for seed in seeds:
            total.add(read_paper(made(form, [habit] if habit else [], seed), name))
    return total


def of_second(seeds: range, show: int) -> None:
    """Score the second set, which the reader was not mended by."""
    total = Score()
    for manner in MANNERS:
        score = Score()
        for form in FORMS:
            for seed in seeds:
                score.add(read_paper(held(form, [manner], seed), manner.__name__))
        _told(f"second set: {manner.__name__}", score, total, show)
    several = Score()
    for form in FORMS:
        for seed in seeds:
            several.add(read_paper(*held_mixed(form, seed)))
    _told("second set: several at once", several, total, show)
    print(row("**second set**", total))
    for one in total.wrong[:60]:
        print("wrong:", one)


def of_programs(first: int, number: int, show: int, total: Score) -> None:
    """Score files of several habits as other programs write them."""
    papers = [mixed(form, seed) for form in FORMS for seed in range(first, first + number)]
    plain = [(one, how) for one, how in papers if "written" not in how and "values:" not in how]
    for name, write in PROGRAMS.items():
        score = Score()
        suffix = "xlsx" if name == "Excel" else "docx"
        for paper, how in plain:
            wanted = paper.form if "wanted" in paper.look else None
            score.add(judge(paper, read_bytes(write(paper), f"收到.{suffix}", wanted=wanted), how))
        _told(name, score, total, show)
    if shutil.which("soffice") is None:
        return
    for way in OFFICE:
        score = Score()
        with tempfile.TemporaryDirectory() as folder:
            saved = through_office([one for one, _ in plain], way, Path(folder))
        for (paper, how), data in zip(plain, saved, strict=True):
            wanted = paper.form if "wanted" in paper.look else None
            score.add(judge(paper, read_bytes(data, "收到.docx", wanted=wanted), f"{way}: {how}"))
        _told(way, score, total, show)


def of_posted(seeds: range, mixed_files: int, programs: int, only: str, show: int) -> None:
    """Score the third set: each habit, several at once, and files that LibreOffice wrote."""
    total = Tally()
    listed = [*(one for group in GROUPS.values() for one in group), *LATER]
    habits = [one for one in listed if only in one.__name__]
    for habit in [None, *habits]:
        name = habit.__name__ if habit is not None else "as drawn"
        chosen = [habit] if habit is not None else []
        letters = [(posted(form, chosen, seed), name) for form in POSTED_FORMS for seed in seeds]
        total += _posted(name, letters, show)
    more = [
        several(form, seed)
        for form in POSTED_FORMS
        for seed in range(seeds.start, seeds.start + mixed_files)
    ]
    if more and not only:
        total += _posted("several at once", more, show)
    if programs and shutil.which("soffice") is not None:
        first = seeds.start + 70
        letters = [
            several(form, seed) for form in POSTED_FORMS for seed in range(first, first + programs)
        ]
        for way in WAYS:
            kept = [
                one for one in letters if way == "doc" or "chosen_" not in one[1]
            ]  # looks are lost
            with tempfile.TemporaryDirectory() as folder:
                saved = posted_through_office([one for one, _ in kept], way, Path(folder))
            total += _posted(f"LibreOffice, {way}", kept, show, saved)
    print(posted_row("**third set**", total))
    for one in total.wrong[:60]:
        print("wrong:", one)
    print("doubts:", total.codes.most_common(25))


def of_habits(title: str, habits: list[PostedHabit], seeds: range, only: str, show: int) -> None:
    """Score a set of habits that were written after what reads them, each alone."""
    total = Tally()
    for habit in (one for one in habits if only in one.__name__):
        letters = [
            (posted(form, [habit], seed), habit.__name__) for form in POSTED_FORMS for seed in seeds
        ]
        total += _posted(habit.__name__, letters, show)
    print(posted_row(f"**{title}**", total))
    for one in total.wrong:
        print("wrong:", one)
    print("doubts:", total.codes.most_common(30))


def _posted(
    name: str, letters: list[tuple[Letter, str]], show: int, saved: list[bytes] | None = None
) -> Tally:
    files = saved if saved is not None else [posted_word(one) for one, _ in letters]
    score = Tally()
    for (letter, way), data in zip(letters, files, strict=True):
        score += tally(letter, read_bytes(data, "收到.docx"), way)
    print(posted_row(name, score), flush=True)
    for one in score.lost[:show]:
        print("   ", one)
    return score


POSTED_HEAD = "| habit | files | values | right | doubtful | read otherwise | missing | missing and not told | wrong and stated | blanks asked after |"


def posted_row(name: str, score: Tally) -> str:
    per = max(1, score.values) / 100
    return (
        f"| {name} | {score.files} | {score.values} | {score.stated / per:.1f} % | {score.doubtful / per:.1f} % | "
        f"{score.amiss / per:.2f} % | {score.missing / per:.2f} % | {score.silent} | {len(score.wrong)} | {score.asked}/{score.blanks} |"
    )


def row(name: str, score: Score) -> str:
    per = max(1, score.values) / 100
    return (
        f"| {name} | {score.files} | {score.refused} | {score.values} | {score.right / per:.1f} % | "
        f"{score.doubtful / per:.1f} % | {score.amiss / per:.2f} % | {score.missing / per:.2f} % | "
        f"{len(score.wrong)} | {score.unsure_blanks}/{score.blanks} |"
    )


def _by_posted_rules(chosen: argparse.Namespace, seeds: range) -> bool:
    """Score one of the sets that the third set's rules are held against; else return ``False``."""
    from benchmarks.eighteenth_score import of_eighteenth
    from benchmarks.eighth_score import of_eighth
    from benchmarks.eleventh_score import of_eleventh
    from benchmarks.fifteenth_score import of_fifteenth
    from benchmarks.fourteenth_score import of_fourteenth
    from benchmarks.handed_score import of_seventh
    from benchmarks.ninth_score import of_ninth
    from benchmarks.seventeenth_score import of_seventeenth
    from benchmarks.sixteenth_score import of_sixteenth
    from benchmarks.tenth_score import of_tenth
    from benchmarks.thirteenth_score import of_thirteenth
    from benchmarks.twelfth_score import of_twelfth

    only, show, mixed, programs = chosen.only, chosen.show, chosen.mixed, chosen.programs
    scores = {
        "posted": lambda: of_posted(seeds, mixed, programs, only, show),
        "fifth": lambda: of_habits("fifth set", FIFTH, seeds, only, show),
        "sixth": lambda: of_habits("sixth set", SIXTH, seeds, only, show),
        "seventh": lambda: of_seventh(seeds, mixed, programs, only, show, posted_row),
        "eighth": lambda: of_eighth(seeds, mixed, only, show, posted_row),
        "ninth": lambda: of_ninth(seeds, mixed, only, show, posted_row),
        "tenth": lambda: of_tenth(seeds, mixed, only, show, posted_row),
        "eleventh": lambda: of_eleventh(seeds, only, show, posted_row),
        "twelfth": lambda: of_twelfth(seeds, only, show, posted_row),
        "thirteenth": lambda: of_thirteenth(seeds, mixed, only, show, posted_row),
        "fourteenth": lambda: of_fourteenth(seeds, mixed, only, show, posted_row),
        "fifteenth": lambda: of_fifteenth(seeds, only, show, posted_row),
        "sixteenth": lambda: of_sixteenth(seeds, mixed, only, show, posted_row),
        "seventeenth": lambda: of_seventeenth(seeds, mixed, programs, only, show, posted_row),
        "eighteenth": lambda: of_eighteenth(seeds, mixed, programs, only, show, posted_row),
    }
    for name, score in scores.items():
        if getattr(chosen, name):
            print(POSTED_HEAD)
            print("|---|" + "---:|" * 9)
            score()
            return True
    return False


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--seeds", type=int, default=1)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--mixed", type=int, default=4)
    options.add_argument("--programs", type=int, default=0)
    options.add_argument("--only", default="")
    options.add_argument("--show", type=int, default=0)
    sets = (
        "second", "posted", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
        "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    )  # fmt: skip
    for name in sets:
        options.add_argument(f"--{name}", action="store_true")
    chosen = options.parse_args()
    seeds = range(chosen.first, chosen.first + chosen.seeds)
    if _by_posted_rules(chosen, seeds):
        return
    print(HEAD)
    print("|---|" + "---:|" * 9)
    if chosen.second:
        of_second(seeds, chosen.show)
        return
    total = Score()
    listed: list[Habit | None] = [None, *(one for group in CORPUS.values() for one in group)]
    for habit in listed:
        name = habit.__name__ if habit is not None else "as printed"
        if chosen.only in name:
            _told(name, of_habit(habit, seeds), total, chosen.show)
    if chosen.mixed and not chosen.only:
        several = Score()
        for form in FORMS:
            for seed in range(chosen.first, chosen.first + chosen.mixed):
                several.add(read_paper(*mixed(form, seed)))
        _told("several at once", several, total, chosen.show)
    if chosen.programs:
        of_programs(chosen.first + 50, chosen.programs, chosen.show, total)
    print(row("**all**", total))
    for one in total.wrong[:40]:
        print("wrong:", one)
    print("doubts:", sorted(total.codes.items(), key=lambda one: -one[1])[:25])


def _told(name: str, score: Score, total: Score, show: int) -> None:
    print(row(name, score), flush=True)
    total.add(score)
    for one in score.unread[:show]:
        print("   ", one)


if __name__ == "__main__":
    main()
