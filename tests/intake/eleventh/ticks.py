"""How people tick, circle, strike out and type what applies."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from eleventh.paper import Bit, Cell, Kind, Paper


def _fields(paper: Paper) -> Iterator[tuple[str, list[tuple[Cell, Bit]]]]:
    for address, boxes in paper.boxes().items():
        if address not in paper.unclear and all(bit.text in {"☑", "□"} for _, bit in boxes):
            yield address, boxes


def glyphs(paper: Paper, on: str = "√", off: str = "□") -> None:
    """Every box anew: ``√`` and ``□``, ``■`` and ``□``, ``[√]`` and ``[ ]``."""
    for _, boxes in list(_fields(paper)):
        for _, bit in boxes:
            bit.text = on if bit.on else off


def symbols(paper: Paper, font: str = "Wingdings 2", on: str = "F052", off: str = "F0A3") -> None:
    """Ticked boxes of the symbol fonts, as the dialog of Word puts them in."""
    for _, boxes in list(_fields(paper)):
        for _, bit in boxes:
            if bit.on:
                bit.text, bit.look = "☑", f"sym:{font}:{on}"
            elif off:
                bit.look = f"sym:{font}:{off}"


def tick_over(paper: Paper, shape: str = "□√") -> None:
    """The tick is typed beside the box, which stays."""
    for _, boxes in list(_fields(paper)):
        for _, bit in boxes:
            bit.text = shape if bit.on else "□"


def tick_behind(paper: Paper, mark: str = "√", box: str = "□") -> None:
    """The tick stands behind the label."""
    for _, boxes in list(_fields(paper)):
        for cell, bit in boxes:
            bit.text = box
            label = cell.bits[cell.bits.index(bit) + 1]
            if bit.on:
                label.text = label.text.rstrip() + mark


def struck_out(paper: Paper) -> None:
    """What does not apply is struck out, the boxes stay as they are."""
    for _, boxes in list(_fields(paper)):
        if any(bit.on for _, bit in boxes):
            for cell, bit in boxes:
                bit.text = "□"
                if not bit.on:
                    cell.bits[cell.bits.index(bit) + 1].look = "strike"


def _typed(paper: Paper, kinds: tuple[Kind, ...], make: Callable[[list[str]], str]) -> None:
    for address, boxes in list(_fields(paper)):
        known = paper.field(address)
        cells = {id(cell): cell for cell, _ in boxes}
        cell = boxes[0][0]
        alone = len(cells) == 1 and len({b.address for b in cell.bits if b.choice}) == 1
        rest = any(one.address and not one.choice for one in cell.bits)
        said = [c.bits[c.bits.index(b) + 1].text for c, b in boxes if b.on]
        if known.kind in kinds and alone and not rest and said and paper.truth.get(address):
            lead = [one for one in cell.bits[: cell.bits.index(boxes[0][1])] if one.text.strip()]
            cell.bits = [*lead, Bit(make(said), look="as-is")]


def typed_choice(paper: Paper, between: str = "、") -> None:
    """The boxes were deleted and what applies is written out."""
    _typed(paper, (Kind.CHOICE,), between.join)


def typed_yes(paper: Paper) -> None:
    """是 or 否 is typed where there were two boxes."""
    _typed(paper, (Kind.YES_NO,), "".join)


def both(paper: Paper) -> None:
    """是 and 否 are both ticked."""
    for address, boxes in list(_fields(paper)):
        if paper.field(address).kind is Kind.YES_NO and len(boxes) == 2:
            for _, bit in boxes:
                bit.on, bit.text = True, "☑"
            paper.ask(address)
            return


def none_at_all(paper: Paper, many: int = 1) -> None:
    """A question was overlooked."""
    for address, boxes in list(_fields(paper)):
        if (
            any(bit.on for _, bit in boxes)
            and many
            and not any(b.address != address for c, _ in boxes for b in c.bits if b.address)
        ):
            many -= 1
            for _, bit in boxes:
                bit.on, bit.text = False, "□"
            paper.truth[address] = ("",)


def coloured_only(paper: Paper, look: str = "red") -> None:
    """What applies is red, and no box is ticked."""
    for address, boxes in list(_fields(paper)):
        if any(bit.on for _, bit in boxes):
            for cell, bit in boxes:
                bit.text = "□"
                if bit.on:
                    cell.bits[cell.bits.index(bit) + 1].look = look
            paper.ask(address)


def crosses(paper: Paper) -> None:
    """A tick for what applies and a cross for what does not."""
    for _, boxes in list(_fields(paper)):
        for _, bit in boxes:
            bit.text = "√" if bit.on else "×"


def boxes_gone(paper: Paper) -> None:
    """The boxes did not come through: ticks before what applies, nothing before the rest."""
    for _, boxes in list(_fields(paper)):
        if any(bit.on for _, bit in boxes):
            for _, bit in boxes:
                bit.text = "√" if bit.on else "  "
