"""« À retenir »: a sentence, a photo or a voice note of an activity, kept by those who mediate there, seen by them."""

import io
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from tests.activity.posts import INDIVIDUAL, individual, recorded
from tests.cast import Cast, activity, membership
from tests.files.conftest import kept, picture, png_announcing, upload
from tests.files.sounds import SECRET, id3, mp3, opus, wav
from trame.activity.models import Activity, Moment
from trame.activity.services import MomentSaid, NotAllowed, delete_activity, keep_moment, remove_moment
from trame.activity.services.moments import MAX_MOMENTS
from trame.files.models import StoredFile
from trame.people.models import JournalEntry, Organisation, Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def made(cast: Cast) -> Activity:
    return activity(cast.awa_at_navette, cast.library, notes="Jeanne a réussi seule.")


def page_of(made: Activity) -> str:
    return f"/activites/{made.client_uuid}/"


def keep(client: Client, made: Activity, **said: Any) -> HttpResponse:
    sent = {"client_uuid": str(uuid.uuid4())} | said
    return client.post(page_of(made) + "retenir/", sent)  # type: ignore[return-value]


def problems(answer: HttpResponse) -> dict[str, list[str]]:
    assert answer.status_code == 422
    assert not Moment.objects.exists()
    found = answer.context["form"].errors  # type: ignore[attr-defined]
    return {name: list(sentences) for name, sentences in found.items()}


def a_moment(cast: Cast, made: Activity, **said: Any) -> Moment:
    return keep_moment(by=cast.awa, activity=made, said=MomentSaid(**({"sentence": "Un mot."} | said)))


def file_of(moment: Moment) -> str:
    return f"/activites/moments/{moment.client_uuid}/fichier/"


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_one_tap_after_saving_and_on_the_page_of_the_record(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast))
    way = f'href="{page_of(made)}retenir/"'
    assert way in awa.get("/activites/").content.decode()
    assert way in awa.get(page_of(made)).content.decode()


def test_a_sentence_is_kept_and_shown_on_its_record(awa: Client, made: Activity, cast: Cast) -> None:
    answer = keep(awa, made, sentence="  « J’ai appelé ma petite-fille. »  ")
    assert answer.status_code == 302
    moment = Moment.objects.get()
    assert (moment.kind, moment.sentence, moment.file) == ("sentence", "« J’ai appelé ma petite-fille. »", None)
    assert (moment.activity, moment.author, moment.organisation) == (made, cast.awa, cast.navette)
    page = awa.get(page_of(made)).content.decode()
    assert "1\u00a0moment à retenir" in page
    assert "J’ai appelé ma petite-fille." in page
    assert JournalEntry.objects.filter(action="moment.kept").count() == 1


def test_consent_is_not_asked_now_and_the_page_says_so(awa: Client, made: Activity) -> None:
    page = awa.get(page_of(made) + "retenir/").content.decode()
    assert "L’accord des personnes ne se demande pas maintenant" in page


def test_the_notes_become_the_sentence_in_one_tap(awa: Client, made: Activity) -> None:
    assert "Garder les notes comme phrase" in awa.get(page_of(made) + "retenir/").content.decode()
    assert keep(awa, made, notes="1").status_code == 302
    assert Moment.objects.get().sentence == "Jeanne a réussi seule."


def test_notes_erased_since_the_page_was_opened_do_not_come_back(awa: Client, made: Activity) -> None:
    Activity.objects.update(notes="")
    assert problems(keep(awa, made, notes="1", sentence="")) == {
        "sentence": ["Écrivez une phrase, ou choisissez une photo ou une note vocale."]
    }


def test_a_photo_is_made_anew_and_its_name_forgotten(awa: Client, made: Activity) -> None:
    exif = Image.Exif()
    exif[0x9286] = exif[0x010E] = SECRET.decode()
    sent = SimpleUploadedFile("Jeanne Le Bihan.JPG", picture("JPEG", exif=exif), "image/jpeg")
    assert keep(awa, made, photo=sent, sentence="L’atelier du mardi").status_code == 302
    moment = Moment.objects.select_related("file").get()
    assert (moment.kind, moment.file.name, moment.file.content_type) == ("photo", "photo.jpg", "image/jpeg")  # type: ignore[union-attr]
    answer = awa.get(file_of(moment))
    content = body(answer)
    assert SECRET not in content
    assert not Image.open(io.BytesIO(content)).getexif()
    assert 'alt="L’atelier du mardi"' in awa.get(page_of(made)).content.decode()


def test_a_voice_note_is_heard_in_parts_and_runs_nothing(awa: Client, made: Activity) -> None:
    sent = SimpleUploadedFile("Jeanne.mp3", mp3(60, before=id3()), "audio/mpeg")
    assert keep(awa, made, voice=sent).status_code == 302
    moment = Moment.objects.select_related("file").get()
    assert (moment.kind, moment.file.name, moment.file.seconds) == ("voice", "note-vocale.mp3", 2)  # type: ignore[union-attr]
    page = awa.get(page_of(made))
    assert f'<audio controls preload="none" src="{file_of(moment)}"' in page.content.decode()
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]
    whole = awa.get(file_of(moment))
    assert whole.headers["Content-Type"] == "audio/mpeg"
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert whole.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert whole.headers["Cache-Control"] == "private, no-store"
    assert len(body(whole)) == 60 * 144
    part = awa.get(file_of(moment), headers={"range": "bytes=0-143"})
    assert (part.status_code, len(body(part))) == (206, 144)
    assert part.headers["Content-Range"] == "bytes 0-143/8640"


@pytest.mark.parametrize(
    ("asked", "status", "length"),
    [
        ("bytes=8600-", 206, 40),
        ("bytes=-40", 206, 40),
        ("bytes=-99999", 206, 8640),
        ("bytes=0-99999", 206, 8640),
        ("bytes=8640-", 416, 0),
        ("bytes=-0", 416, 0),
        ("bytes=9-3", 200, 8640),
        ("bytes=0-1,4-5", 200, 8640),
        ("bytes=-", 200, 8640),
        ("octets=0-1", 200, 8640),
        ("bytes=" + "9" * 40 + "-", 200, 8640),
    ],
)
def test_parts_that_make_no_sense_answer_the_whole_or_nothing(
    awa: Client, made: Activity, cast: Cast, asked: str, status: int, length: int
) -> None:
    moment = a_moment(cast, made, voice=upload(mp3(60), "n.mp3"))
    answer = awa.get(file_of(moment), headers={"range": asked})
    assert (answer.status_code, len(body(answer))) == (status, length)


def test_a_double_tap_keeps_it_once(awa: Client, made: Activity, own_folder: Any) -> None:
    same = str(uuid.uuid4())
    for _ in range(2):
        sent = SimpleUploadedFile("p.png", picture(), "image/png")
        assert keep(awa, made, client_uuid=same, photo=sent).status_code == 302
    assert Moment.objects.count() == StoredFile.objects.count() == len(kept(own_folder)) == 1


def test_the_identity_of_another_moment_is_refused_and_nothing_typed_is_lost(
    awa: Client, made: Activity, cast: Cast
) -> None:
    other = activity(cast.awa_at_navette, cast.library)
    moment = a_moment(cast, other)
    answer = keep(awa, made, client_uuid=str(moment.client_uuid), sentence="Autre phrase")
    assert answer.status_code == 409
    form = answer.context["form"]  # type: ignore[attr-defined]
    assert form["sentence"].value() == "Autre phrase"
    assert keep(awa, made, client_uuid=form["client_uuid"].value(), sentence="Autre phrase").status_code == 302


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, {"sentence": ["Écrivez une phrase, ou choisissez une photo ou une note vocale."]}),
        ({"sentence": "a" * 1001}, {"sentence": ["La phrase dépasse 1\u202f000 signes : gardez-en l’essentiel."]}),
        (
            {"photo": (b"<svg xmlns='x'><script>alert(1)</script></svg>", "photo.png", "image/png")},
            {
                "photo": [
                    "Ce fichier est un dessin SVG, qui peut contenir un programme : Trame ne le garde pas.",
                    "Choisissez une image PNG, JPEG ou WebP.",
                ]
            },
        ),
        (
            {"photo": (png_announcing(40_000, 40_000), "p.png", "image/png")},
            {"photo": ["Cette image a plus de 40 millions de points : réduisez-la, puis recommencez."]},
        ),
        (
            {"photo": (wav(), "p.png", "image/png")},
            {"photo": ["Ce fichier n’est pas une image.", "Choisissez une image PNG, JPEG ou WebP."]},
        ),
        (
            {"voice": (picture(), "v.mp3", "audio/mpeg")},
            {
                "voice": [
                    "Ce fichier est une image, pas un enregistrement.",
                    "Choisissez un enregistrement MP3, M4A, OGG ou WAV.",
                ]
            },
        ),
        (
            {"voice": (opus(50 * 301), "v.ogg", "audio/ogg")},
            {"voice": ["Cet enregistrement dure plus de 5 minutes : gardez-en un extrait."]},
        ),
        (
            {"voice": (b"\x00" * (10 * 1024 * 1024 + 1), "v.wav", "audio/wav")},
            {"voice": ["Ce fichier dépasse 10 Mo : choisissez-en un plus léger."]},
        ),
        (
            {"photo": (picture(), "p.png", "image/png"), "voice": (wav(), "v.wav", "audio/wav")},
            {"voice": ["Une photo ou une note vocale à la fois : gardez l’une, puis l’autre."]},
        ),
    ],
    ids=["nothing", "too long", "svg", "bomb", "sound as photo", "photo as sound", "too long a sound", "heavy", "both"],
)
def test_what_cannot_be_kept_is_said_beside_its_field(
    awa: Client, made: Activity, own_folder: Any, said: dict[str, Any], found: dict[str, list[str]]
) -> None:
    sent = {name: SimpleUploadedFile(v[1], v[0], v[2]) if isinstance(v, tuple) else v for name, v in said.items()}
    assert problems(keep(awa, made, **sent)) == found
    assert kept(own_folder) == []


def test_an_activity_keeps_twenty_moments(cast: Cast, awa: Client, made: Activity) -> None:
    for _ in range(MAX_MOMENTS):
        a_moment(cast, made)
    answer = keep(awa, made, sentence="Un de trop")
    assert answer.status_code == 422
    assert "Cette activité a déjà 20 moments" in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("bruno", 403), ("chloe", 404), ("denis", 404), ("erwan", 404)])
def test_who_does_not_mediate_there_keeps_nothing_and_opens_no_file(
    who: str, status: int, cast: Cast, made: Activity, client: Client
) -> None:
    moment = a_moment(cast, made, photo=upload(picture()))
    client.force_login(getattr(cast, who))
    assert client.get(page_of(made) + "retenir/").status_code == status
    assert keep(client, made, sentence="Moi aussi").status_code == status
    assert client.get(file_of(moment)).status_code == status
    assert client.post(f"/activites/moments/{moment.client_uuid}/retirer/").status_code == status
    assert Moment.objects.count() == 1
    with pytest.raises(NotAllowed):
        keep_moment(by=getattr(cast, who), activity=made, said=MomentSaid(sentence="Moi aussi"))


@pytest.mark.parametrize("who", ["awa", "bruno", "chloe"])
@pytest.mark.parametrize("suffix", ["", "image/"])
def test_its_file_has_no_other_address(who: str, suffix: str, cast: Cast, made: Activity, client: Client) -> None:
    moment = a_moment(cast, made, photo=upload(picture()))
    client.force_login(getattr(cast, who))
    assert client.get(f"/fichiers/{moment.file_id}/{suffix}").status_code == 404


def test_a_manager_reads_how_many_there_are_and_nothing_more(cast: Cast, made: Activity, client: Client) -> None:
    moment = a_moment(cast, made, sentence="Jeanne sourit.", photo=upload(picture()))
    client.force_login(cast.bruno)
    page = client.get(page_of(made)).content.decode()
    assert "1\u00a0moment à retenir" in page
    assert "Jeanne" not in page
    assert str(moment.client_uuid) not in page
    assert "retenir/" not in page


def test_a_colleague_sees_it_and_does_not_remove_it(cast: Cast, made: Activity, client: Client) -> None:
    membership(cast.denis, cast.navette, Role.MEDIATOR)
    moment = a_moment(cast, made, sentence="Un mot de Jeanne")
    client.force_login(cast.denis)
    page = client.get(page_of(made)).content.decode()
    assert "Un mot de Jeanne" in page
    assert "Retirer ce moment" not in page
    assert client.post(f"/activites/moments/{moment.client_uuid}/retirer/").status_code == 403
    assert Moment.objects.count() == 1


def test_its_author_removes_it_with_its_file(awa: Client, cast: Cast, made: Activity) -> None:
    moment = a_moment(cast, made, photo=upload(picture()))
    assert "Retirer ce moment" in awa.get(page_of(made)).content.decode()
    assert awa.post(f"/activites/moments/{moment.client_uuid}/retirer/").status_code == 302
    assert not Moment.objects.exists()
    assert StoredFile.objects.get().deleted_at
    assert JournalEntry.objects.filter(action="moment.removed").count() == 1
    assert awa.post(f"/activites/moments/{moment.client_uuid}/retirer/").status_code == 404


def test_who_left_the_structure_removes_nothing_there(cast: Cast, made: Activity) -> None:
    moment = a_moment(cast, made)
    cast.awa_at_navette.ends_on = cast.awa_at_navette.starts_on
    cast.awa_at_navette.save()
    with pytest.raises(NotAllowed):
        remove_moment(by=cast.awa, moment=moment)


def test_deleting_the_activity_hides_its_moments_and_bringing_it_back_shows_them(
    awa: Client, cast: Cast, made: Activity
) -> None:
    moment = a_moment(cast, made, photo=upload(picture()))
    delete_activity(by=cast.awa, activity=made)
    assert awa.get(file_of(moment)).status_code == 404
    assert str(moment.client_uuid) not in awa.get("/activites/moments/").content.decode()
    assert keep(awa, made, sentence="Encore").status_code == 404
    with pytest.raises(NotAllowed):
        a_moment(cast, made)
    awa.post(page_of(made) + "retablir/")
    answer = awa.get(file_of(moment))
    assert answer.status_code == 200
    answer.close()


def test_a_sentence_has_no_file(awa: Client, cast: Cast, made: Activity) -> None:
    assert awa.get(file_of(a_moment(cast, made))).status_code == 404


def test_nobody_chooses_author_structure_or_activity(awa: Client, cast: Cast, made: Activity) -> None:
    other = activity(cast.chloe_at_port, cast.quay)
    forged = {"author": cast.chloe.pk, "organisation": cast.port.pk, "activity": other.pk, "kind": "photo", "file": "1"}
    keep(awa, made, sentence="Un mot", **forged)
    moment = Moment.objects.get()
    assert (moment.author, moment.organisation, moment.activity) == (cast.awa, cast.navette, made)
    assert (moment.kind, moment.file) == ("sentence", None)


def test_off_it_leaves_no_trace_and_what_was_kept_stays(awa: Client, cast: Cast, made: Activity) -> None:
    a_moment(cast, made, sentence="Gardé avant")
    Organisation.objects.filter(pk=cast.navette.pk).update(modules_off=["moments"])
    page = awa.get(page_of(made)).content.decode()
    assert "retenir" not in page
    assert "Gardé avant" not in page
    assert "/activites/moments/" not in awa.get("/activites/").content.decode()
    assert awa.get(page_of(made) + "retenir/").status_code == 403
    assert Moment.objects.count() == 1


def test_a_mediator_who_manages_leaves_a_line_when_she_opens_them(cast: Cast, made: Activity, client: Client) -> None:
    membership(cast.bruno, cast.navette, Role.MEDIATOR)
    a_moment(cast, made)
    Activity.objects.update(notes="")
    client.force_login(cast.bruno)
    client.get(page_of(made))
    client.get("/activites/moments/")
    assert JournalEntry.objects.filter(action="moment.opened").count() == 2
