"""A moment of La Navette: a photo that Awa kept."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.cast import Cast
from trame.activity.models import Activity, Moment
from trame.activity.services import MomentSaid, keep_moment


def keep_a_photo(cast: Cast, activity: Activity) -> Moment:
    drawn = io.BytesIO()
    Image.new("RGB", (20, 10)).save(drawn, "PNG")
    sent = SimpleUploadedFile("photo.png", drawn.getvalue(), "image/png")
    return keep_moment(by=cast.awa, activity=activity, said=MomentSaid(sentence="L’atelier du mardi", photo=sent))
