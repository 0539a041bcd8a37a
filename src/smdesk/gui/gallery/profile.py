"""What a library remembers of an applicant: remembered, listed, filled from, gone on with next year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from smdesk.gui.gallery.stage import Stage

if TYPE_CHECKING:
    from smdesk.gui.main_window import MainWindow

_GOOD = 3
"""Samples that are drafts here."""


def show_profiles(stage: Stage) -> None:
    """A sample is remembered, another draft of its form filled from it."""
    from smdesk.service.home import add_sample, sample_names
    from smdesk.service.session.opening import new_draft

    with stage.window("profiles") as window:
        library = window.desk.library
        assert library is not None
        good = sample_names()[:_GOOD]
        drafts = [add_sample(library, one.form_id, one.name) for one in good]
        window.home.refresh()
        remember = partial(window.profiles.remember_draft, drafts[0])
        stage.dialog("dialog-remember", remember, accept=True)
        stage.dialog("dialog-profiles", window.profiles.show_profiles)
        _roll(stage, window, drafts)
        with stage.draft(window, new_draft(library, good[0].form_id).id):
            stage.dialog("dialog-source", window.profiles.fill)
            choice = window.profiles.choices(library)[0][1][0]
            fill = partial(window.profiles.fill_from, choice)
            stage.dialog("dialog-fill", fill, accept=True)
            stage.take("panel-carried", window)


def _roll(stage: Stage, window: MainWindow, drafts: list[int]) -> None:
    """Go on with the first draft that a newer form can take over."""
    from smdesk.service.profile.roll import roll_targets

    library = window.desk.library
    assert library is not None
    for draft in drafts:
        if roll_targets(library.load(draft).declaration):
            stage.dialog("dialog-roll", partial(window.profiles.roll, draft))
            return
