"""Addresses of the page with one filter changed."""

from django import template

from trame.people.models import Organisation
from trame.statistics.files.findings import alternative
from trame.statistics.files.gathered import block_of
from trame.statistics.filters import Filters
from trame.statistics.network_filters import NetworkFilters
from trame.statistics.page import Drawn
from trame.statistics.periods import Period

register = template.Library()


@register.simple_tag
def with_period(filters: Filters, period: Period) -> str:
    return filters.with_period(period)


@register.simple_tag
def with_structure(filters: Filters, organisation: Organisation) -> str:
    return filters.with_structure(organisation)


@register.simple_tag
def with_compare(filters: Filters, mode: str) -> str:
    return filters.with_compare(mode)


@register.simple_tag
def with_months(filters: NetworkFilters, period: Period) -> str:
    return filters.with_period(period)


@register.simple_tag
def alternative_of(drawn: Drawn) -> str:
    """What a chart says to who does not see it, in the page as in its picture."""
    return alternative(block_of(drawn))
