"""What lists show of a draft: applicant, code, state, progress."""

from __future__ import annotations

from math import floor

from smdesk.notices.models import Kind
from smdesk.service.applicant import applicant_of
from smdesk.service.session.session import DraftSession
from smdesk.store.models import Summary

CODE = "org.uscc"
"""The concept of the applicant's credit code."""


def summary_of(session: DraftSession) -> Summary:
    """Return the summary of a session's content; ``errors`` leaves out what is merely missing."""
    values, progress = session.declaration.values, session.progress
    return Summary(
        applicant=applicant_of(session.pack, session.form, values),
        code=_code(session),
        state=progress.state,
        progress=floor(progress.fraction * 100),
        errors=progress.errors,
        checks=progress.checks,
        words=f"{session.pack.notice.short} {session.form.title}",
    )


def _code(session: DraftSession) -> str:
    """Return the applicant's credit code: the field of that concept, else the first code there is."""
    fields = [
        one
        for one in (*session.pack.notice.cover.field, *session.form.field)
        if one.kind is Kind.USCC
    ]
    fields.sort(key=lambda one: (one.concept or one.address) != CODE)
    return next((text for one in fields if (text := session.value(one.address))), "")
