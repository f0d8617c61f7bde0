"""Forms of capture: what is asked, how it is read; the rules are those of `rules`."""

from .coordination import AnimationForm, EventForm
from .dated import DatedForm
from .individual import IndividualForm
from .partnership import PartnershipForm
from .record import RecordForm
from .workshop import WorkshopForm

__all__ = ["AnimationForm", "DatedForm", "EventForm", "IndividualForm", "PartnershipForm", "RecordForm", "WorkshopForm"]
