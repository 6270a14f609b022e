"""The signed paper of an agreement: a PDF as it is, or a photo, written anew without place and device."""

from typing import Any

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import public_id

PDF = b"%PDF-"


def paper(upload: UploadedFile) -> "File[Any]":
    """The file under a name of ours. Raises NotPossible for anything but a PDF and a picture, for an empty
    file and for one over the limit."""
    files.check_size(upload)
    upload.seek(0)
    head: bytes = upload.read(len(PDF))
    upload.seek(0)
    if head == PDF:
        return File(upload, name=f"{public_id()}.pdf")
    try:
        return files.picture(upload).large
    except NotPossible:
        raise NotPossible(_("This is neither a PDF nor a picture. Scan or photograph the paper.")) from None
