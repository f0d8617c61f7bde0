"""Addresses of the page with one filter changed."""

from django import template

from trame.directory.models import Place
from trame.statistics.filters import Filters
from trame.statistics.network_filters import NetworkFilters
from trame.statistics.periods import Period

register = template.Library()


@register.simple_tag
def with_period(filters: Filters, period: Period) -> str:
    return filters.with_period(period)


@register.simple_tag
def with_place(filters: Filters, place: Place) -> str:
    return filters.with_place(place)


@register.simple_tag
def without_place(filters: Filters, place: Place) -> str:
    return filters.without_place(place)


@register.simple_tag
def with_months(filters: NetworkFilters, period: Period) -> str:
    return filters.with_period(period)
