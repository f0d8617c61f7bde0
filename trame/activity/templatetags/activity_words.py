"""`{% load activity_words %}`: how an activity is said, in any template that shows one."""

from collections.abc import Container

from django import template

from trame.reference.nomenclatures import Kind

from .. import facets, words

register = template.Library()
register.filter("heading", words.heading)
register.filter("whereabouts", words.whereabouts)
register.filter("short_topic", words.short_topic)
register.filter("day_word", words.day_word)


@register.filter
def short_kind(kind: str) -> str:
    """« Individuel », « Atelier »."""
    return {str(code): word for code, word in words.SHORT_KINDS.items()}[kind]


@register.filter
def recordable(kind: str, modules_on: Container[str]) -> bool:
    """Whether a new record of this kind can be made: `kind|recordable:modules_on`."""
    return kind != Kind.COLLECTIF or facets.WORKSHOPS in modules_on
