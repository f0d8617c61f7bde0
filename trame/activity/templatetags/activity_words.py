"""`{% load activity_words %}`: how an activity is said, in any template that shows one."""

from django import template

from .. import words

register = template.Library()
register.filter("heading", words.heading)
register.filter("whereabouts", words.whereabouts)
register.filter("short_topic", words.short_topic)
register.filter("day_word", words.day_word)


@register.filter
def short_kind(kind: str) -> str:
    """« Individuel », « Atelier »."""
    return {str(code): word for code, word in words.SHORT_KINDS.items()}[kind]
