"""Tools for drawing boards otherwise: stacking boards of other columns, rows from boxes, blocks of years."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from itertools import accumulate, pairwise

from handed.desk import WIDTH, Board, Box, Bundle, Ink
from smdesk.notices.address import parse


def label(text: str, role: str = "label") -> Box:
    return Box(0, 0, 1, 1, role, [Ink(text)])


def moved(box: Box, role: str = "") -> Box:
    """Return a copy of a box of one row and column, to be placed anew."""
    return Box(0, 0, 1, 1, role or box.role, deepcopy(box.inks))


def laid(rows: list[list[Box]], shares: list[int] | None = None) -> Board:
    """Return rows of boxes as a board; each row fills the width, by ``shares`` where they fit."""
    return stack(*(_row(one, shares) for one in rows))


def _row(boxes: list[Box], shares: list[int] | None) -> Board:
    parts = shares if shares and len(shares) == len(boxes) else [1] * len(boxes)
    widths = [WIDTH * one // sum(parts) for one in parts]
    widths[-1] += WIDTH - sum(widths)
    for place, box in enumerate(boxes):
        box.row, box.column = 0, place
    return Board(widths, boxes)


def stack(*boards: Board) -> Board:
    """Return boards one below the other as one board with the columns of all of them."""
    borders = [list(accumulate(one.widths, initial=0)) for one in boards]
    edges = sorted({edge for one in borders for edge in one})
    place = {edge: number for number, edge in enumerate(edges)}
    boxes: list[Box] = []
    top = 0
    for board, own in zip(boards, borders, strict=True):
        for box in board.boxes:
            left, right = place[own[box.column]], place[own[box.column + box.columns]]
            boxes.append(Box(top + box.row, left, box.rows, right - left, box.role, box.inks))
        top += board.height
    return Board([b - a for a, b in pairwise(edges)], boxes)


def swap(board: Board, first: int, last: int, new: Board | None) -> None:
    """Put ``new`` in the place of the rows from ``first`` up to ``last``."""
    parts = [board.part(0, first), new, board.part(last, board.height)]
    whole = stack(*(one for one in parts if one is not None and one.boxes))
    board.widths, board.boxes = whole.widths, whole.boxes


@dataclass
class Series:
    """One indicator: its label, the label of its group, its answers by year."""

    label: str
    group: str
    answers: dict[int, Ink]


@dataclass
class Years:
    """A part of a board in which years stand side by side: from its head to its last row."""

    first: int
    last: int
    corner: str
    years: list[int]
    series: list[Series]


def years_of_board(board: Board) -> list[Years]:
    """Return the parts of a board with heads of years; those that a tall cell reaches out of left out."""
    found: list[Years] = []
    for row in range(board.height):
        heads = [
            one for one in board.line(row) if one.role == "year" and re.search(r"20\d\d", one.text)
        ]  # fmt: skip
        if len(heads) < 2:
            continue
        years = [int("".join(filter(str.isdigit, one.text))) for one in heads]
        last, series = row + 1, []
        while last < board.height and (one := _series(board, last, set(years))):
            series.append(one)
            last += 1
        corner = next((one.text for one in board.line(row) if one.role == "label"), "")
        inside = [one for one in board.boxes if one.row < last and one.row + one.rows > row]
        if series and all(row <= one.row and one.row + one.rows <= last for one in inside):
            found.append(Years(row, last, corner, years, series))
    return found


def _series(board: Board, row: int, years: set[int]) -> Series | None:
    answers = {}
    for box in board.line(row):
        for ink in box.answers:
            year = parse(ink.address).year
            if year in years and len(box.inks) == 1:
                answers[year] = ink
    labels = sorted(
        (one for one in board.touching(row) if one.role == "label"), key=lambda one: one.column
    )
    if set(answers) != years or not labels:
        return None
    return Series(labels[-1].text, labels[0].text if len(labels) > 1 else "", answers)


def pairs_of_row(board: Board, row: int) -> list[tuple[Box, Box]]:
    """Return the labels of a row with the answers at their right, if the row holds nothing else."""
    line = board.line(row)
    if len(line) % 2 or not line or not board.alone(row):
        return []
    pairs = list(zip(line[::2], line[1::2], strict=True))
    fit = all(
        a.role == "label" and b.role == "value" and len(b.answers) == 1 and len(b.inks) == 1
        and parse(b.answers[0].address).year is None for a, b in pairs
    )  # fmt: skip
    return pairs if fit else []


def runs_of_pairs(board: Board) -> list[tuple[int, int]]:
    """Return where rows of pairs follow each other: (first, after the last)."""
    found: list[tuple[int, int]] = []
    for row in range(board.height):
        if pairs_of_row(board, row):
            if found and found[-1][1] == row:
                found[-1] = (found[-1][0], row + 1)
            else:
                found.append((row, row + 1))
    return found


def pairs_of(board: Board, first: int, last: int) -> list[tuple[Box, Box]]:
    return [one for row in range(first, last) for one in pairs_of_row(board, row)]


def lists_of(board: Board) -> list[tuple[int, int]]:
    """Return the lists of a board: the row of the heads, after the last row; those that stand alone."""
    found: list[tuple[int, int]] = []
    for row in range(1, board.height):
        items = any(one.role == "item" for one in board.line(row))
        if items and found and found[-1][1] == row:
            found[-1] = (found[-1][0], row + 1)
        elif items:
            found.append((row - 1, row + 1))
    return [one for one in found if all(board.alone(row) for row in range(*one))]


def sole_answers(bundle: Bundle) -> list[tuple[Board, Box, Ink]]:
    """Return the written answers that stand alone in their cells."""
    return [
        (board, box, ink) for board in bundle.boards for box in board.boxes
        if (ink := box.sole) is not None and ink.text and not ink.way
    ]  # fmt: skip


def some(bundle: Bundle, listed: list, share: float) -> list:  # type: ignore[type-arg]
    return [one for one in listed if bundle.rng.random() < share]
