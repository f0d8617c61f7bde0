"""The lexicon of the quick phrase: the tables of words, made once into what looks them up."""

import functools
from collections.abc import Mapping

from trame.reference.nomenclatures import Topic

from . import organisations, procedures, topics, ways
from .terms import Lexicon

# The fields of an entry, or what a recogniser makes of them: {field: tables}. Each table is {code: expressions}.
_TABLES: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("topics", topics.TOPICS),
    ("topics", procedures.PROCEDURES),
    ("topics?", topics.WEAK_TOPICS),
    ("topics", {Topic.PROFESSIONNEL: ways.TRADES}),
    ("operator", procedures.OPERATORS),
    ("outcome", procedures.OUTCOMES),
    ("manner", procedures.MANNERS),
    ("mandate", procedures.MANDATES),
    ("case", {"case": procedures.CASES}),
    ("kind", ways.KINDS),
    ("channel", ways.CHANNELS),
    ("venue_elsewhere", {"elsewhere": ways.VENUES_ELSEWHERE}),
    ("materials", ways.MATERIALS),
    ("level", ways.LEVELS),
    ("skill_at_start", ways.SKILLS),
    ("autonomy", ways.AUTONOMIES),
    ("venue", ways.VENUES),
    ("status", ways.STATUSES),
    ("gender", ways.GENDERS),
    ("age", ways.AGES),
    ("people", ways.PEOPLE),
    ("registered", {"registered": ways.REGISTERED}),
    ("cancelled", {"cancelled": ways.CANCELLED}),
    ("nothing", {"nothing": ways.NOTHING}),
    ("setting", ways.SETTINGS),
    ("access_mode", ways.ACCESS_MODES),
    ("payment", ways.PAYMENTS),
    ("public_kind", ways.PUBLIC_KINDS),
    ("pointed", {"to": organisations.POINTED, "nowhere": organisations.NOT_POINTED}),
    ("document", {"document": organisations.DOCUMENTS}),
)


@functools.cache
def everything() -> Lexicon:
    """What any part of a phrase may say."""
    return Lexicon(_TABLES)


@functools.cache
def bodies() -> Lexicon:
    """What comes after « vers »: only there is « mairie » a body rather than a place."""
    return Lexicon((("redirection", organisations.REDIRECTIONS),))


@functools.cache
def senders() -> Lexicon:
    """What comes after « orientée par »."""
    return Lexicon((("origin", organisations.ORIGINS), ("sent", {"by": organisations.SENT_BY})))
