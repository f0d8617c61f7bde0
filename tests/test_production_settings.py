"""What a public site must refuse, send and hide."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

ROOT = Path(__file__).resolve().parent.parent
UNWANTED = ("DEMO", "DEBUG", "DJANGO_ALLOW_ASYNC_UNSAFE")  # the last is set by the tests that drive a browser
SAFE = {
    "PRODUCTION": "1",
    "SECRET_KEY": "une-cle-de-test-assez-longue-et-assez-variee-0123456789-abcdef",
    "ALLOWED_HOSTS": "trame.example",
    "EMAIL_URL": "consolemail://",
}


def manage(*command: str, **changed: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=inherited | SAFE | changed,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.django_db
def test_the_deployment_check_has_nothing_to_say() -> None:
    checked = manage("check", "--deploy", "--fail-level", "WARNING")
    assert (checked.returncode, checked.stdout.strip()) == (
        0,
        "System check identified no issues (0 silenced).",
    ), checked.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("fewest", ["2", "0", "-3"])
def test_a_network_never_tells_the_figures_of_fewer_than_three_structures(fewest: str) -> None:
    refused = manage("check", NETWORK_MIN_STRUCTURES=fewest)
    assert refused.returncode != 0
    assert "NETWORK_MIN_STRUCTURES : 3 au moins" in refused.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("setting", ["DEMO", "DEBUG"])
def test_production_refuses_to_be_a_demonstration(setting: str) -> None:
    refused = manage("check", **{setting: "1"})
    assert refused.returncode != 0
    assert "PRODUCTION=1 refuse DEMO=1 et DEBUG=1" in refused.stderr


@pytest.mark.django_db
def test_production_needs_a_secret_key() -> None:
    inherited = {name: value for name, value in (os.environ | SAFE).items() if name not in ("SECRET_KEY", "DEMO")}
    refused = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=inherited, capture_output=True, text=True, check=False
    )
    assert refused.returncode != 0
    assert "SECRET_KEY" in refused.stderr


@pytest.mark.django_db
def test_every_answer_forbids_what_is_not_the_site_s_own(client: Client) -> None:
    answer = client.get("/compte/connexion/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_health_says_only_that_it_is_well(client: Client) -> None:
    answer = client.get("/sante")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_a_forged_host_is_refused(client: Client) -> None:
    assert client.get("/sante", headers={"host": "evil.example"}).status_code == 400
