"""A phrase being read: its words, those already understood, what is said of them."""

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .known import Surroundings
from .lexicon import everything
from .lexicon.terms import Term
from .numbers import Number, number_at
from .ordinary import STOP
from .spelling import corrected
from .understood import Span
from .words import LINKS, Word, split

# What a span says: the field of a form that it would have filled.
CONTESTED = {
    "date": "date", "minutes": "minutes", "place": "where", "channel": "where", "commune": "where", "group": "total",
}  # fmt: skip


@dataclass
class Reading:
    """The recognisers take words, each at most once, in the order of `parser`."""

    phrase: str
    around: Surroundings
    words: list[Word]
    spans: list[Span]
    problems: list[str]
    names: set[int]  # words of people's names: never read
    title: tuple[int, int, str] | None = None
    contested: set[str] = dataclasses.field(default_factory=set)
    coordination: bool = False
    nobody: bool = False
    many: bool = False  # several people were said, but not how many

    @classmethod
    def of(cls, phrase: str, around: Surroundings) -> "Reading":
        words = corrected(split(phrase), around)
        return cls(phrase, around, words, [], [], set())

    def __post_init__(self) -> None:
        self._taken: set[int] = set()
        self._terms: dict[int, Term | None] = {}

    def __len__(self) -> int:
        return len(self.words)

    # --- What stands where -----------------------------------------------------------------------------------------

    def key(self, place: int) -> str:
        return self.words[place].key if 0 <= place < len(self.words) else ""

    def stem(self, place: int) -> str:
        return self.words[place].stem if 0 <= place < len(self.words) else ""

    def is_free(self, start: int, end: int | None = None) -> bool:
        """Whether these words exist and were not understood yet."""
        end = start + 1 if end is None else end
        return start >= 0 and end <= len(self.words) and not self._taken & set(range(start, end))

    def free(self) -> Iterator[int]:
        """The places not understood yet, as they are when each is reached."""
        return (place for place in range(len(self.words)) if place not in self._taken)

    def number(self, place: int) -> Number | None:
        return number_at(self.words, place) if self.is_free(place) else None

    def term(self, place: int) -> Term | None:
        """The longest expression of the lexicon that begins there, of words not understood yet."""
        if place not in self._terms:
            self._terms[place] = everything().at(self.words, place)
        term = self._terms[place]
        return term if term and self.is_free(term.start, term.end) else None

    def any_term(self, place: int) -> Term | None:
        """The expression that ends the word there or begins with it, even understood already."""
        self.term(place)
        return self._terms.get(place)

    def terms(self, wanted: Callable[[Term], bool]) -> Iterator[Term]:
        """The expressions that say something `wanted`, from left to right, none inside another."""
        place = 0
        while place < len(self.words):
            term = self.term(place)
            if term and wanted(term):
                yield term
            place = term.end if term else place + 1

    def skip(self, place: int, keys: frozenset[str]) -> int:
        """The first place from there whose word is not one of `keys`."""
        while self.key(place) in keys and self.is_free(place):
            place += 1
        return place

    def before(self, place: int, keys: frozenset[str] = LINKS) -> int:
        """The place before that one, `keys` left out; -1 when there is none, or a sign parts them."""
        while place > 0:
            if self.words[place].apart:
                return -1
            place -= 1
            if self.key(place) not in keys:
                return place
        return -1

    def said(self, start: int, end: int) -> str:
        """These words as they were typed."""
        return self.phrase[self.words[start].start : self.words[end - 1].end]

    def quoted(self, start: int, end: int) -> str:
        return f"« {self.said(start, end)} »"

    def is_denied(self, place: int) -> bool:
        """« pas de mail », « sans ordinateur »."""
        denier = self.before(place, LINKS | {"encore", "du", "tout", "plus", "propre"})
        return self.key(denier) in ("pas", "sans", "ni", "aucun", "aucune", "jamais", "sauf", "hors", "non")

    # --- What is understood ----------------------------------------------------------------------------------------

    def take(self, start: int, end: int, /, **says: object) -> None:
        """Those words say this; a word taken is not read again."""
        self._taken |= set(range(start, end))
        self.spans.append(Span(start, end, self.said(start, end), tuple(says.items())))

    def hold(self, start: int, end: int, problem: str = "", about: str = "") -> None:
        """Those words were read, and say nothing that can be kept: they stay « non compris », explained.

        `about`: the field they would have said.
        """
        self._taken |= set(range(start, end))
        self.contested |= {about} - {""}
        self.spans.append(Span(start, end, self.said(start, end), ()))
        self.explain(problem)

    def explain(self, problem: str) -> None:
        if problem and problem not in self.problems:
            self.problems.append(problem)

    def release(self, span: Span, problem: str = "") -> None:
        """What a span said cannot be kept: its words become « non compris »."""
        self.spans[self.spans.index(span)] = dataclasses.replace(span, says=())
        self.contested |= {CONTESTED[name] for name, _ in span.says if name in CONTESTED}
        self.explain(problem)

    def saying(self, name: str) -> list[Span]:
        """The spans that say this field, in the order of the phrase."""
        found = [span for span in self.spans if any(said == name for said, _ in span.says)]
        return sorted(found, key=lambda span: span.start)

    def values(self, name: str) -> list[object]:
        """What is said of a field, each value once, in the order of the phrase."""
        said = [value for span in self.saying(name) for field, value in span.says if field == name]
        return list(dict.fromkeys(said))

    def left(self) -> tuple[str, ...]:
        """The words that gave nothing, as typed: neither in a span nor words that only link."""
        used = {place for span in self.spans if span.says for place in range(span.start, span.end)}
        held = {place for span in self.spans if not span.says for place in range(span.start, span.end)}
        chunks: list[list[int]] = []
        for place in range(len(self.words)):
            if place in used:
                chunks.append([])
            elif not chunks or self.words[place].apart:
                chunks.append([place])
            else:
                chunks[-1].append(place)
        trimmed = (self._trimmed(chunk, held | self.names) for chunk in chunks)
        return tuple(self.said(chunk[0], chunk[-1] + 1) for chunk in trimmed if chunk)

    def _trimmed(self, chunk: list[int], kept: set[int]) -> list[int]:
        """Without the linking words at both ends."""
        telling = [place for place in chunk if place in kept or self.key(place) not in STOP]
        if not telling:
            return []
        first = telling[0] - (self.words[telling[0]].tight and telling[0] > chunk[0])  # « CE1 »
        return list(range(first, telling[-1] + 1))
