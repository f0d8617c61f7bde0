"""The small internet of tests/jobs/hostile.py, for the tests of outbound requests."""

from collections.abc import Iterator

import pytest
import urllib3.util.connection

from tests.jobs.hostile import PUBLIC, Authority, Internet, serving
from trame.jobs import outbound


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def internet(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Iterator[Internet]:
    """`site.test` and `autre.test` have one public address, where a site proves that it is `site.test`."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.bundle))
    with serving(authority.context_for("site.test")) as site:
        made = Internet(site, names={"site.test": [[PUBLIC]], "autre.test": [[PUBLIC]]})
        monkeypatch.setattr(outbound.socket, "getaddrinfo", made.getaddrinfo)
        monkeypatch.setattr(urllib3.util.connection, "create_connection", made.create_connection)
        yield made
