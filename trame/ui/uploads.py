"""Téléversements: what is too heavy is thrown away as it comes, before it fills the memory or the disk.

The handlers of Django keep whatever is sent, as long as it is sent. Here a file beyond MAX_BYTES is no longer kept but
still measured, so that its form can say « ce fichier dépasse 10 Mo »; a request beyond MAX_REQUEST is not read.
"""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

MAX_BYTES = 10 * 1024 * 1024  # of a file that a form accepts
MAX_REQUEST = 4 * MAX_BYTES
TOO_HEAVY = "Ce fichier dépasse 10 Mo : choisissez-en un plus léger."


class MeasuredUpload(TemporaryFileUploadHandler):
    """The only handler of the settings: at most MAX_BYTES of each file, in a file that leaves with the request."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:
        if content_length > MAX_REQUEST:
            raise RequestDataTooBig("the request is larger than any form of Trame asks for")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.is_too_heavy = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.is_too_heavy = self.is_too_heavy or start + len(raw_data) > MAX_BYTES
        if not self.is_too_heavy:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        if not self.is_too_heavy:
            return super().file_complete(file_size)
        self.file.close()
        emptied = SimpleUploadedFile(self.file_name or "", b"", self.content_type or "")
        emptied.size = file_size
        return emptied
