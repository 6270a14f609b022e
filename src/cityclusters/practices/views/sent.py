"""What a form is given: the fields and files of a POST, even an empty one, else nothing."""

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from cityclusters.core.http import Request


def sent(request: Request) -> tuple[QueryDict | None, MultiValueDict[str, UploadedFile] | None]:
    """Fields and files of a POST; None twice for a page that is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
