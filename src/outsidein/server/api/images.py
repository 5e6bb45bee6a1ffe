"""Pictures that people put on cards and personas: sending one, and showing it. Not here: what becomes of its bytes."""

from __future__ import annotations

from pathlib import Path as File
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema

from outsidein.server import pictures
from outsidein.server.access import Act, entered, needs
from outsidein.server.audit import note
from outsidein.server.models import Image
from outsidein.server.pace import pace
from outsidein.server.problems import not_found, refused

router = Router(tags=["images"])
_MOST: Final = 5_000
_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}
_FORM: Final = {
    "schema": {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}
}


class ImageOut(Schema):
    """A picture of the workspace. ``name`` is what cards and personas say."""

    name: str
    width: int
    height: int
    size: int


def _sending() -> dict[str, Any]:
    """How sending is declared: the bytes themselves, or a form with one file."""
    declared = needs(Act.EDIT)
    content = {f"image/{form}": _BINARY for form in ("png", "jpeg", "webp", "gif")} | {"multipart/form-data": _FORM}
    declared["openapi_extra"] |= {"requestBody": {"required": True, "content": content}}
    return declared


@router.post("/workspaces/{workspace}/images", response={201: ImageOut}, **_sending())
def add_image(request: HttpRequest, workspace: str) -> tuple[int, ImageOut]:
    """Send a PNG, JPEG, WebP or GIF of at most 10 MB; what is kept are its pixels, at most 1600 on a side."""
    came = entered(request)
    pace.take("image", str(came.user.id), rate=60, seconds=60)
    if Image.objects.filter(workspace=came.here).count() >= _MOST:
        raise refused(409, "server/too-many-images", most=_MOST)
    picture = pictures.redraw(_sent(request))
    size = {"width": picture.width, "height": picture.height, "size": len(picture.body)}
    with pictures.SHELF:
        pictures.keep(File(came.here.folder), picture)
        row, new = Image.objects.get_or_create(
            workspace=came.here, name=picture.name, defaults={**size, "by": came.user.called}
        )
        if not new:  # as young as if it had never been sent before, so that it is not taken away as spare
            Image.objects.filter(id=row.id).update(at=timezone.now())
    if new:
        note(came, "image.added", name=row.name, size=row.size)
    return 201, ImageOut(name=row.name, width=row.width, height=row.height, size=row.size)


def _sent(request: HttpRequest) -> bytes:
    """The bytes of the picture that came. Raises Problem 413, 422."""
    if (request.content_type or "").startswith("multipart/"):
        found = request.FILES.get("file")
        if not isinstance(found, UploadedFile):
            raise refused(422, "server/picture-unknown")
        if (found.size or 0) > pictures.MOST:
            raise refused(413, "server/too-large", megabytes=pictures.MOST >> 20)
        return bytes(found.read())
    return bytes(request.body)


@router.get("/workspaces/{workspace}/images/{name}", **needs(Act.SEE))
def show_image(request: HttpRequest, workspace: str, name: str) -> HttpResponse:
    """A picture. Its name is the hash of its bytes, so whoever has it never needs to ask again."""
    came = entered(request)
    body = pictures.find(File(came.here.folder), name)
    if body is None:
        raise not_found()
    headers = {
        "Cache-Control": "private, max-age=31536000, immutable",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "ETag": f'"{name}"',
    }
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(body, content_type=pictures.MEDIA[name.rpartition(".")[2]], headers=headers)
