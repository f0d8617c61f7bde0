"""The file of rows, asked for and opened as a person would."""

import csv
import io
from typing import Any

import openpyxl
from django.test import Client
from python_calamine import CalamineWorkbook

from trame.jobs.models import Job
from trame.jobs.services import run_job
from trame.people.models import User

PATH = "/activites/lignes/"
Line = dict[str, Any]


def post(client: Client, **said: str) -> Any:
    return client.post(PATH, {"format": "csv", **said})


def body(answer: Any) -> bytes:
    assert answer.status_code == 200, answer.status_code
    content = b"".join(answer.streaming_content)
    for close in answer._resource_closers:  # answer.close() would close the connection of the test too
        close()
    return content


def status(answer: Any) -> int:
    """Of an answer read to its end, which closes its file."""
    if answer.streaming:
        b"".join(answer)
    return int(answer.status_code)


def lines(code: str, content: bytes) -> list[Line]:
    """Heading → value, one line per activity."""
    if code == "csv":
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    if code == "ods":
        head, *rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    else:
        head, *rows = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0].values  # type: ignore[misc]
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def downloaded(client: Client, code: str = "csv", **said: str) -> list[Line]:
    return lines(code, body(post(client, format=code, **said)))


def job_of(owner: User, **payload: str) -> Job:
    """A job as the page of the list starts it, waiting."""
    usual = {"query": "?", "format": "csv", "organisations": "", "notes_of": ""}
    return Job.objects.create(kind="exports.rows", owner=owner, payload=usual | payload, max_attempts=3)


def done(job: Job) -> Job:
    run_job(job.pk)
    job.refresh_from_db()
    return job


def content_of(job: Job) -> bytes:
    with job.result.open() as opened:
        content: bytes = opened.read()
    return content
