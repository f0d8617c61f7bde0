"""What a mutant is, and the tests that mutants are shown to."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

STATISTICS, FACTS = "tests/statistics", "tests/facts"
ORACLE = f"{STATISTICS}/test_the_engine_counts_as_by_hand.py"
CLOSING = f"{STATISTICS}/test_totals_close_whatever_is_asked.py"
PLAIN = f"{STATISTICS}/test_the_plain_sql_says_the_same.py"
NETWORKS = f"{STATISTICS}/test_a_network_is_told_by_three_structures.py"
SEQUENCES = f"{FACTS}/test_kept_facts_survive_any_sequence.py"
AT_ONCE = f"{FACTS}/test_two_people_at_work_at_once.py"
MASKED = f"{STATISTICS}/masking/test_nothing_hidden_can_be_found.py"
FROZEN = f"{STATISTICS}/masking/test_frozen_figures_are_masked.py"


@dataclass(frozen=True)
class Mutant:
    """`old`, which is once in `file`, becomes `new`: `why` says the fault. `tests` must then fail."""

    why: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...] = (ORACLE,)

    @property
    def path(self) -> Path:
        return ROOT / self.file

    @property
    def times(self) -> int:
        """How many times `old` is in the file: once, or the code has changed and the mutant must follow."""
        return self.path.read_text(encoding="utf-8").count(self.old) if self.path.exists() else 0
