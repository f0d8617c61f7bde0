"""What the worker process runs."""

from django_tasks import task

from . import services


@task()
def run(job_id: str) -> None:
    services.run_job(job_id)
