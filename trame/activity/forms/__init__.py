"""Forms of capture: what is asked, how it is read; the rules are those of `rules`."""

from .individual import IndividualForm
from .record import RecordForm
from .workshop import WorkshopForm

__all__ = ["IndividualForm", "RecordForm", "WorkshopForm"]
