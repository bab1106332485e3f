"""What extraction finds: plain data between the text and the records. Spans are clean offsets unless called raw."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.text import Span

NOWHERE = Span(0, 0)


@dataclass(frozen=True)
class Unit:
    """A numbered (or unnumbered) unit of the outline.

    ``span`` covers number, heading and everything under it; ``title_span`` the heading or first sentence;
    ``body`` what follows the heading, up to the end of the unit.
    """

    number: str
    level: int
    span: Span
    title_span: Span
    body: Span


@dataclass(frozen=True)
class Corrected:
    """That a person corrected something by hand. ``was`` is what extraction says, empty for what it does not have."""

    reason: str
    was: str
    by: str = ""
    on: str = ""  # ISO date


@dataclass(frozen=True)
class LawMention:
    """A law or document named in a measure, with what is to be done with it (the corpus's action words)."""

    span: Span  # the name, without 《》
    quote: Span  # the clause that says so
    action: str
    stage: str
    kind: str  # of declaration.LAW_KINDS
    rule: str
    planned: bool = False
    anchor: bool = False  # named only as the footing of something else (食品安全法相关配套法规规章)
    law: str = ""  # id of the registry's law; empty for one that it does not know
    correction: Corrected | None = None


@dataclass(frozen=True)
class ObjectMention:
    """A product, industry … that a measure is aimed at. ``broader`` is the span of Z in X、Y等Z."""

    span: Span
    quote: Span
    term: str  # id of the registry's object; empty for a name found by pattern only
    name: str
    kind: str
    rule: str
    core: bool = True  # named in its own right, not as a modifier inside a longer name
    broader: Span | None = None
    correction: Corrected | None = None


@dataclass(frozen=True)
class ProgrammeMention:
    """A named campaign, project, pilot or activity."""

    span: Span
    quote: Span
    kind: str  # head noun: 工程, 专项行动 …
    quoted: bool
    rule: str


@dataclass(frozen=True)
class InstrumentMention:
    """A cue of a policy instrument."""

    span: Span
    quote: Span
    code: str
    rule: str


@dataclass(frozen=True)
class Deadline:
    """What an expression of time says of when something is to be done; days in ISO form, empty where nobody says.

    ``start`` is the first day of a period or of what begins; of a due date the first day of the half, quarter or ten
    days in which it falls. ``earliest`` is the other end of an expression that leaves open how it is meant (2020年前:
    the last day of 2019, while ``end`` is the last of 2020). ``every`` is an ISO 8601 duration (P1Y), with the
    ``month`` and ``day`` that recur, 0 where none is named.
    """

    kind: str  # of declaration.DUE_KINDS
    start: str = ""
    end: str = ""
    earliest: str = ""
    past: bool = False  # it ended before the document was written
    continues: bool = False  # 完成并长期坚持: the work goes on after it is done
    event: str = ""  # what it hangs on where it hangs on no date: 汛期, or what days are counted from
    every: str = ""
    month: int = 0
    day: int = 0


@dataclass(frozen=True)
class DeadlineMention:
    """An expression of time and what it says."""

    span: Span
    deadline: Deadline


@dataclass(frozen=True)
class Task:
    """A clause with a verb of government action (or a goal), adjuncts and governed clauses included."""

    span: Span
    verb: str
    modifier: str
    kind: str  # action | goal
    actor: Span | None = None  # the subject, where it is printed
    deadline: DeadlineMention | None = None


@dataclass(frozen=True)
class Party:
    """One name in a responsibility notation, with its role under both readings."""

    span: Span
    agency: str  # id in the registry or made for a body that it does not know
    role: str
    basis: str
    broad_role: str
    broad_basis: str
    wording: str
    position: int
    collective: bool
    scope: str = ""
    correction: Corrected | None = None
    quote: Span | None = None  # the words that say so, where they are not those of the whole notation (a merged cell)
    rule: str = ""  # the rule that gave the role, where it is not that of the notation


@dataclass(frozen=True)
class Responsibility:
    """One notation: who is responsible. ``rule`` names the rule of the grammar that gave the roles."""

    span: Span
    parties: tuple[Party, ...]
    open_list: bool
    rule: str
    deadline: Span | None = None
    due: Deadline | None = None  # what the words of the time limit say


@dataclass(frozen=True)
class Issue:
    """Something that could not be read or resolved."""

    kind: str
    severity: str
    text: str
    span: Span
    suggestion: str = ""
    measure: int = 0  # ordinal, 0 = the document


@dataclass(frozen=True)
class Measure:
    """One measure with everything found in it; ``section`` is the ordinal of its section, 0 = none.

    ``inherits`` is the ordinal of the measure (a heading with a notation) whose parties are also this one's, 0 = none;
    ``responsibilities`` are those printed here.
    """

    ordinal: int
    unit: Unit
    section: int
    responsibilities: tuple[Responsibility, ...] = ()
    tasks: tuple[Task, ...] = ()
    laws: tuple[LawMention, ...] = ()
    objects: tuple[ObjectMention, ...] = ()
    programmes: tuple[ProgrammeMention, ...] = ()
    instruments: tuple[InstrumentMention, ...] = ()
    deadline: DeadlineMention | None = None  # one that stands in no task
    removed: tuple[Corrected, ...] = ()  # what a person took out
    inherits: int = 0


@dataclass(frozen=True)
class Header:
    """What the notice says about itself; a field is None where the text does not state it."""

    title: str
    title_span: Span
    plan_title: str = ""
    plan_title_span: Span = NOWHERE
    number: Span | None = None
    number_id: str = ""  # normalised, e.g. 国办发〔2014〕18号
    issuer: Span | None = None
    issued: str = ""  # ISO date
    issued_span: Span | None = None
    approved_by: Span | None = None
    addressees: tuple[Span, ...] = ()
    implements: tuple[tuple[Span, Span], ...] = ()  # (name, phrase)
    kind: str = ""  # 通知, 行动计划 …
    end: int = 0  # where the body begins
    tail: int = 0  # where the body ends and signature, copies and the like begin


@dataclass(frozen=True)
class Extraction:
    """All that one document says."""

    header: Header
    sections: tuple[Unit, ...]
    measures: tuple[Measure, ...]
    closing: tuple[Task, ...] = ()
    laws: tuple[LawMention, ...] = ()  # named outside of measures
    rule: Span | None = None  # the document-wide lead rule
    implicit_parties: tuple[Span, ...] = ()
    issues: tuple[Issue, ...] = ()
