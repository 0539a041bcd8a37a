"""What a received file says: the one record that `read --json`, the desk and the tests look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from smdesk.errors import Problem
from smdesk.notices.declaration import Declaration, Heading, Narrative
from smdesk.notices.text import word_count

Status = Literal["read", "partly", "refused"]
Seal = Literal["intact", "changed", "none"]
Source = Literal["package", "payload", "control", "table"]

SURE = 0.9
"""From this confidence on the program puts its name to a value; below it a person is asked."""

NARRATIVE = "narrative"
"""Stands in ``changed`` for the 正文, which has no address of its own."""


@dataclass(frozen=True)
class ReadValue:
    """One value: its text, how it was found, how sure that is (0 to 1); ``label`` is its path.

    ``doubts`` are codes of ``errors/doubt.toml``: why a person has to look.
    """

    address: str
    label: tuple[str, ...]
    text: str
    source: Source
    confidence: float
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class NarrativeSummary:
    """Size of the 正文 in Word's 字数, and its headings in order."""

    chars: int = 0
    headings: tuple[str, ...] = ()


def summarize(narrative: Narrative) -> NarrativeSummary:
    """Return the summary of a narrative."""
    headings = tuple(one.text for one in narrative.blocks if isinstance(one, Heading))
    return NarrativeSummary(word_count(narrative.text), headings)


_LATE = frozenset({"narrative", "problems", "declaration"})


def _none() -> None:
    return None


@dataclass(frozen=True)
class Submission:
    """One received file's one outcome.

    ``read``: every value is sure; ``partly``: some are not, or something could not be read;
    ``refused``: nothing is known, ``problems`` says why. ``notice`` and ``form`` are the ids as in
    ``zhejiang-2020`` and ``enterprise``, ``pack`` the hash of the edition it was read with;
    ``changed`` the addresses whose text in Word is no longer that of the export. ``declaration``
    holds the values as read, doubtful ones included, so that it can be checked. The record is
    plain data and can cross processes; bytes of attachments stay in the received file.

    The 正文 may be read only when what tells of it is first asked for (``narrative``, ``problems``,
    ``declaration``): the received bytes are kept until then, `settled` lets go of them.
    """

    file: str
    status: Status
    kind: str
    sha256: str = ""
    notice: str | None = None
    form: str | None = None
    pack: str | None = None
    seal: Seal = "none"
    changed: tuple[str, ...] = ()
    values: tuple[ReadValue, ...] = ()
    # Factories leave no default at the class, so that one that was not read is missed.
    narrative: NarrativeSummary = field(default_factory=NarrativeSummary)
    attachments: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default_factory=tuple)
    declaration: Declaration | None = field(default_factory=_none, repr=False)

    def waiting(self, rest: Callable[[], Mapping[str, Any]]) -> Submission:
        """Return the record whose narrative, problems and declaration ``rest`` gives when asked."""
        found = object.__new__(Submission)
        kept = {name: value for name, value in self.__dict__.items() if name not in _LATE}
        found.__dict__.update(kept, _rest=rest)
        return found

    def settled(self) -> Submission:
        """Return the record with all that the file says read."""
        rest = self.__dict__.get("_rest")
        if rest is not None:
            self.__dict__.update(rest())
            self.__dict__.pop("_rest", None)
        return self

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name in _LATE and "_rest" in self.__dict__:
                return self.settled().__dict__[name]
            raise AttributeError(name)

    def __getstate__(self) -> dict[str, Any]:
        return dict(self.settled().__dict__)

    @property
    def doubtful(self) -> tuple[ReadValue, ...]:
        """The values that wait for a person."""
        return tuple(one for one in self.values if one.confidence < SURE)

    def as_json(self) -> dict[str, Any]:
        """Return the object that ``smdesk read --json`` prints for this file."""
        return {
            "file": self.file,
            "status": self.status,
            "notice": self.notice,
            "form": self.form,
            "seal": self.seal,
            "changed": list(self.changed),
            "values": [
                {
                    "address": one.address,
                    "label": list(one.label),
                    "text": one.text,
                    "source": one.source,
                    "confidence": one.confidence,
                }
                for one in self.values
            ],
            "narrative": {
                "chars": self.narrative.chars,
                "headings": list(self.narrative.headings),
            },
            "attachments": list(self.attachments),
            "problems": [
                {"code": one.code, "level": one.level, "message": one.message}
                for one in self.problems
            ],
        }


def refused(file: str, kind: str, problems: Iterable[Problem], sha256: str = "") -> Submission:
    """Return the outcome of a file that gave nothing."""
    return Submission(file, "refused", kind, sha256, problems=tuple(problems))
