"""Files made by jobs that name people: they leave before their seven days when somebody they name is erased."""

from django.db.models import QuerySet

from trame.jobs.models import Job
from trame.people.models import Membership, User

_named: set[str] = set()


def declare_named_results(*kinds: str) -> None:
    """Declare, in an app's ready(), the kinds of jobs whose file may name people followed by a structure."""
    _named.update(kinds)


def forget_named_results(organisation_id: int) -> int:
    """Erase the jobs of these kinds asked by anybody who has worked in this structure; returns how many."""
    members = Membership.objects.filter(organisation=organisation_id).values("user")
    return forget_jobs(Job.objects.filter(kind__in=_named, owner__in=members))


def forget_jobs(jobs: QuerySet[Job]) -> int:
    """Erase jobs with their files, and returns how many; what a running one was making is dropped when it ends."""
    for job in jobs.exclude(result=""):
        job.result.delete(save=False)
    return jobs.delete()[0]


def forget_jobs_of(user: User) -> int:
    """All that an account asked for, when it closes."""
    return forget_jobs(Job.objects.filter(owner=user))
