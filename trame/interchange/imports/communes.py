"""The communes a file cites, found in two queries: by present code, or by a code that has been merged since."""

from collections import defaultdict
from collections.abc import Iterable

from trame.reference.models import Commune, FormerCommune
from trame.reference.search import search_key


class KnownCommunes:
    """Answers for the Insee codes given at the start, and only for those."""

    def __init__(self, codes: Iterable[str]) -> None:
        wanted = {code for code in codes if code}
        self._present: dict[str, Commune] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        for former in FormerCommune.objects.filter(pk__in=wanted).select_related("commune"):
            self._add(former.code, former.commune)
            self._names[former.code].add(search_key(former.name))
        for commune in Commune.objects.filter(pk__in=wanted):
            self._add(commune.code, commune)

    def _add(self, code: str, commune: Commune) -> None:
        self._present[code] = commune
        self._names[code].add(search_key(commune.name))

    def present(self, code: str) -> Commune | None:
        """The present-day commune, or None when no commune ever had this code."""
        return self._present.get(code)

    def is_named(self, code: str, name: str) -> bool:
        """Whether a commune of this code bears, or bore, this name; « Paris » fits « Paris 12e Arrondissement »."""
        written = search_key(name)
        known = self._names[code] - {""}
        return any(one.startswith(written) or written.startswith(one) for one in known)
