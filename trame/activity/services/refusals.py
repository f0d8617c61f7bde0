"""Why a verb of capture says no."""

from ..rules import Problems


class EntryRefused(Exception):
    """The entry breaks rules: `problems` maps fields to French sentences."""

    def __init__(self, found: Problems) -> None:
        super().__init__("; ".join(sentence for sentences in found.values() for sentence in sentences))
        self.problems = found


class ReplayConflict(Exception):
    """The same client_uuid was already used for something else (HTTP 409)."""


class NotAllowed(Exception):
    """This person may not do this to that record (HTTP 403)."""


class ChangedMeanwhile(Exception):
    """What is corrected was changed since its page was opened: `current` is what it says now (HTTP 409)."""

    def __init__(self, current: object) -> None:
        super().__init__("changed since its page was opened")
        self.current = current
