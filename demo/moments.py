"""Moments kept of the ateliers of the demonstration: words, two drawings and a chime, made when it is loaded."""

import datetime as dt
import io
import math
import struct
import uuid
import wave
from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from trame.activity.models import Activity, Moment
from trame.activity.services import MomentSaid, keep_moment
from trame.people.models import Membership
from trame.reference.nomenclatures import Kind

NAMESPACE = uuid.UUID("2b7f1c1e-55a1-4a86-9d5c-31d1d4c0ffee")
PAPER, INK, PLUM, OCHRE, EDGE = "#f6f2e9", "#261a2b", "#6b1f52", "#b37408", "#84757f"
RATE = 8000
Drawn = Callable[[], bytes]


def room() -> bytes:
    """The plan of a room: five tables in an arc, two chairs each, the screen in front."""
    picture = Image.new("RGB", (1200, 800), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((360, 60, 840, 110), outline=INK, width=6, fill=OCHRE)
    for number in range(5):
        angle = math.radians(20 + 35 * number)
        x, y = 600 - 420 * math.cos(angle), 230 + 380 * math.sin(angle)
        pen.rounded_rectangle((x - 90, y - 45, x + 90, y + 45), 14, outline=INK, width=6, fill="#fffdf8")
        for side in (-48, 48):
            pen.ellipse((x + side - 26, y + 58, x + side + 26, y + 110), outline=PLUM, width=6)
    return _png(picture)


def woven() -> bytes:
    """What a group made on a tablet: threads that pass over and under."""
    picture = Image.new("RGB", (1200, 900), PAPER)
    pen = ImageDraw.Draw(picture)
    for column in range(10):
        pen.rectangle((90 + column * 105, 60, 150 + column * 105, 840), fill=PLUM if column % 3 else EDGE)
    for row in range(7):
        for column in range(10):
            if (row + column) % 2:
                pen.rectangle((65 + column * 105, 90 + row * 107, 175 + column * 105, 150 + row * 107), fill=OCHRE)
    return _png(picture)


def chime() -> bytes:
    """Three notes that fade."""
    notes = (523.25, 659.25, 783.99)
    samples = bytearray()
    for note in notes:
        for n in range(int(0.7 * RATE)):
            heard = math.sin(2 * math.pi * note * n / RATE) * math.exp(-4 * n / RATE)
            samples += struct.pack("<h", int(12_000 * heard))
    out = io.BytesIO()
    with wave.open(out, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(RATE)
        written.writeframes(bytes(samples))
    return out.getvalue()


@dataclass(frozen=True)
class Planned:
    """Kept of the first atelier on or after that day."""

    day: dt.date
    sentence: str
    photo: Drawn | None = None
    voice: Drawn | None = None


PLANNED = (
    Planned(
        dt.date(2025, 2, 3), "« J’ai envoyé ma première photo à ma petite-fille, et elle a répondu tout de suite. »"
    ),
    Planned(
        dt.date(2025, 4, 7), "Le plan de la salle, dessiné par le groupe pour que chacun voie l’écran.", photo=room
    ),
    Planned(dt.date(2025, 6, 2), "« Avant, je demandais à mon voisin. Maintenant c’est lui qui me demande. »"),
    Planned(dt.date(2025, 10, 6), "Ce que le groupe a dessiné sur la tablette, le jour de la fête.", photo=woven),
    Planned(dt.date(2025, 11, 17), "Le carillon composé par les enfants, joué à la fin de l’atelier.", voice=chime),
    Planned(dt.date(2026, 1, 12), "« Je croyais que ce n’était pas pour moi. »"),
    Planned(dt.date(2026, 3, 9), "Deux participantes ont préparé la séance suivante à notre place."),
)


def load_moments(memberships: list[Membership]) -> int:
    """Kept by those who run ateliers, in turn; returns how many were added."""
    added = 0
    for rank, planned in enumerate(PLANNED):
        by = memberships[rank % len(memberships)]
        said = uuid.uuid5(NAMESPACE, f"{by.user.email}|{planned.day}")
        ateliers = Activity.objects.filter(membership=by, kind=Kind.COLLECTIF, deleted_at=None, date__gte=planned.day)
        atelier = ateliers.order_by("date", "created_at", "pk").first()
        if atelier is None or Moment.objects.filter(client_uuid=said).exists():
            continue
        keep_moment(
            by=by.user,
            activity=atelier,
            said=MomentSaid(
                sentence=planned.sentence,
                photo=_sent(planned.photo, "image/png"),
                voice=_sent(planned.voice, "audio/wav"),
                client_uuid=said,
            ),
        )
        added += 1
    return added


def _sent(drawn: Drawn | None, kind: str) -> SimpleUploadedFile | None:
    return SimpleUploadedFile("demonstration", drawn(), kind) if drawn else None


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
