"""`{% load activity_words %}`: how an activity is said, in any template that shows one."""

from collections.abc import Container

from django import template

from .. import coordination_words, facets, gallery, words

register = template.Library()
register.filter("heading", words.heading)
register.filter("whereabouts", words.whereabouts)
register.filter("where_or_who", words.where_or_who)
register.filter("circumstances", words.circumstances)
register.filter("this_one", words.this_one)
register.filter("the_one", words.the_one)
register.filter("partner_type", coordination_words.partner_type)
register.filter("short_topic", words.short_topic)
register.filter("day_word", words.day_word)
register.filter("lasting", gallery.lasting)
register.filter("quoted", gallery.quoted)


@register.filter
def short_kind(kind: str) -> str:
    """« Individuel », « Atelier »."""
    return {str(code): word for code, word in words.SHORT_KINDS.items()}[kind]


@register.filter
def recordable(kind: str, modules_on: Container[str]) -> bool:
    """Whether a new record of this kind can be made: `kind|recordable:modules_on`."""
    module = facets.module_of(kind)
    return module is None or module in modules_on
