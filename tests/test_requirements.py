"""What `make run` says on a machine where something is missing."""

import subprocess
from pathlib import Path

import pytest

from trame.database import BASE_DIR

OLD = '#!/bin/sh\n[ "$1" = --version ] && echo "v3.9.1" || exit 1\n'
RIGHT = "#!/bin/sh\nexit 0\n"


def refusal(folder: Path, *arguments: str, **programs: str) -> str:
    """What `.ci/requires` writes on a machine that has only these programs; it is empty when nothing is missing."""
    for name, script in programs.items():
        (folder / name).write_text(script)
        (folder / name).chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", BASE_DIR / ".ci" / "requires", *arguments],
        env={"PATH": f"{folder}:/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert bool(done.stderr) == bool(done.returncode)
    return done.stderr


@pytest.mark.parametrize(
    ("arguments", "programs", "expected"),
    [
        (["python", "python3"], {}, "il faut Python 3.11 ou plus récent, et « python3 » est introuvable"),
        (["python", "python3"], {"python3": OLD}, "il faut Python 3.11 ou plus récent, et « python3 » est"),
        (["node"], {}, "il faut Node.js 20 ou plus récent, et « node » est introuvable"),
        (["node"], {"node": OLD}, "il faut Node.js 20 ou plus récent, et « node » est v3.9.1"),
        (["node"], {"node": RIGHT}, "il faut npm"),
    ],
)
def test_what_is_missing_or_too_old_is_said(
    tmp_path: Path, arguments: list[str], programs: dict[str, str], expected: str
) -> None:
    assert expected in refusal(tmp_path, *arguments, **programs)


def test_nothing_is_said_when_all_is_there(tmp_path: Path) -> None:
    assert refusal(tmp_path, "python", "python3", python3=RIGHT) == ""
    assert refusal(tmp_path, "node", node=RIGHT, npm=RIGHT) == ""
