"""Who applies, as a declaration says it: what lists, names of files and cases are called by."""

from __future__ import annotations

from collections.abc import Mapping

from smdesk.notices.models import Form, Pack

_APPLICANT = "org.name"
"""The concept of who applies, on a cover."""


def applicant_of(pack: Pack, form: Form, values: Mapping[str, str]) -> str:
    """Return who applies: the form's own field, else the cover's, else a cell of the same concept.

    A cover that marks no field as such has it in its first. Empty where nobody is told: who
    recommends is not who applies.
    """
    covers = pack.notice.cover.field
    named = [one for one in covers if one.concept == _APPLICANT] or covers[:1]
    same = [one for one in form.field if (one.concept or one.address) == form.concept_of_applicant]
    addresses = [form.applicant, *(one.address for one in (*named, *same))]
    open_ones = (address for address in addresses if address and address not in form.fixed)
    return next((text for address in open_ones if (text := values.get(address))), "")
