"""What the mediator of the demonstration keeps at hand: two templates, of an atelier and of an accompaniment."""

from trame.activity.models import Activity, RecordTemplate
from trame.activity.services import keep_template
from trame.people.models import User
from trame.reference.nomenclatures import Channel, Kind, Topic

from . import logins

TEMPLATES = (("Café numérique", Kind.COLLECTIF, Topic.CULTURE), ("Ma messagerie", Kind.INDIVIDUEL, Topic.EMAIL))


def load_templates() -> None:
    """Made of what she did; none is made again where she has some already."""
    mediator = User.objects.get(email=logins()[0].email)
    if RecordTemplate.objects.visible_to(mediator).exists():
        return
    hers = Activity.objects.visible_to(mediator).filter(mediator=mediator, channel=Channel.LIEU_ACTIVITE)
    for name, kind, topic in TEMPLATES:
        if done := hers.filter(kind=kind, topics__contains=[topic.value]).order_by("-date", "-pk").first():
            keep_template(by=mediator, activity=done, name=name)
