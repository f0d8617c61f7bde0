"""Makes each mutant in a copy of the checkout, and asks the tests whether they see it.

python -m tests.mutants              all of them, on every core
python -m tests.mutants age filter   those whose `why` or `file` has one of these words
"""

import argparse
import os
import queue
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from trame.database import EmbeddedServer

from .declared import MUTANTS
from .mutant import ROOT, Mutant

FOLDERS = ("trame", "tests", "demo", "docs", "requirements")
FILES = ("manage.py", "pyproject.toml", "package-lock.json", "package.json")
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
MOST_SECONDS = 900
KILLED, SURVIVED, BROKEN = "tué", "SURVIT", "SANS RÉPONSE"


@dataclass(frozen=True)
class Verdict:
    mutant: Mutant
    answer: str
    seconds: float
    said: str = ""


class Bench:
    """A copy of the checkout with a server of its own, where one mutant is tried at a time."""

    def __init__(self, rank: int) -> None:
        # Always the same folder: the database of the tests is made once for it, and serves again.
        self.folder = ROOT / "var" / "mutants" / str(rank)
        self.server = EmbeddedServer(f"postgresql-mutants-{rank}", FAST)

    def __enter__(self) -> "Bench":
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        for name in FOLDERS:
            shutil.copytree(ROOT / name, self.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in FILES:
            shutil.copy2(ROOT / name, self.folder / name)
        (self.folder / "node_modules").symlink_to(ROOT / "node_modules")
        self.server.join()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.leave()
        shutil.rmtree(self.folder, ignore_errors=True)

    def tests_fail(self, tests: Sequence[str]) -> tuple[str, str]:
        """What they answer, and the end of what they say. An error that is no failure answers nothing."""
        command = [
            sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", "--tb=line",
            "--hypothesis-profile=first", *tests,
        ]  # fmt: skip
        environment = {**os.environ, "DATABASE_URL": self.server.url(), "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(
                command, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=MOST_SECONDS
            )
        except subprocess.TimeoutExpired:
            return BROKEN, f"plus de {MOST_SECONDS} secondes"
        end = "\n".join(done.stdout.strip().splitlines()[-4:])
        if done.returncode == 0:
            return SURVIVED, end
        return (KILLED if done.returncode == 1 and re.search(r"\d+ failed", end) else BROKEN), end + done.stderr[-500:]

    @contextmanager
    def made(self, mutant: Mutant) -> Iterator[None]:
        path = self.folder / mutant.file
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
        try:
            yield
        finally:
            path.write_text(text, encoding="utf-8")

    def try_one(self, mutant: Mutant) -> Verdict:
        start = time.monotonic()
        with self.made(mutant):
            answer, said = self.tests_fail(mutant.tests)
        return Verdict(mutant, answer, time.monotonic() - start, said)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("words", nargs="*", help="those whose fault or file has one of these words")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args(arguments)
    chosen = [m for m in MUTANTS if not asked.words or any(w in f"{m.why} {m.file}".lower() for w in asked.words)]
    if not chosen:
        return _tell("Aucun mutant ne porte ces mots.")
    if lost := [m for m in chosen if m.times != 1]:
        return _tell("\n".join(f"Introuvable, ou en double, dans {m.file} : {m.old!r} ({m.why})" for m in lost))
    start = time.monotonic()
    verdicts = _try_all(chosen, min(asked.jobs, len(chosen)))
    left = [verdict for verdict in verdicts if verdict.answer != KILLED]
    for verdict in left:
        _tell(f"\n{verdict.answer} : {verdict.mutant.why} ({verdict.mutant.file})\n{verdict.said}")
    minutes, seconds = divmod(round(time.monotonic() - start), 60)
    _tell(f"{len(verdicts) - len(left)} mutants tués sur {len(chosen)}, en {minutes} min {seconds:02d} s.")
    return 1 if left or len(verdicts) < len(chosen) else 0


def _try_all(chosen: Sequence[Mutant], jobs: int) -> list[Verdict]:
    """In order, which leaves together those that need another database; each bench takes the next one."""
    waiting: queue.SimpleQueue[Mutant] = queue.SimpleQueue()
    for mutant in chosen:
        waiting.put(mutant)
    tests = sorted({name for mutant in chosen for name in mutant.tests})
    with ThreadPoolExecutor(jobs) as pool:
        done = [pool.submit(_work, rank, waiting, tests if rank == 0 else []) for rank in range(jobs)]
        return [verdict for each in done for verdict in each.result()]


def _work(rank: int, waiting: "queue.SimpleQueue[Mutant]", tests: Sequence[str]) -> list[Verdict]:
    found = []
    with Bench(rank) as bench:
        if tests and (answer := bench.tests_fail(tests))[0] != SURVIVED:
            raise SystemExit(f"Sans aucun mutant, ces tests doivent passer d’abord :\n{answer[1]}")
        while not waiting.empty():
            verdict = bench.try_one(waiting.get())
            found.append(verdict)
            _tell(f"{verdict.answer:13}{verdict.seconds:6.0f} s  {verdict.mutant.why}")
    return found


def _tell(text: str) -> int:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
    return 1
