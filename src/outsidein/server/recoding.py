"""The child process that opens a stranger's picture: limits itself, decodes it, and writes its pixels anew.

What lives here: ``main``, run by pictures with the picture on its standard input; the answer is one line of JSON on its
standard output, then the bytes. It knows no Django, network or files. Not here: who may send pictures, where they lie.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS: Final = 40_000_000
LONGEST: Final = 1600
"""Pixels of the longest side of what comes out."""
SECONDS: Final = 20
_MEMORY: Final = 768 << 20
_SMALL: Final = 400_000
"""Bytes of a PNG that stays one: drawings and screens stay sharp, photographs become WebP."""
_FORMS: Final = ("PNG", "JPEG", "WEBP", "GIF")


def main() -> None:
    """Read a picture, say it anew."""
    import PIL.GifImagePlugin
    import PIL.JpegImagePlugin
    import PIL.PngImagePlugin
    import PIL.WebPImagePlugin  # noqa: F401 - loaded before files and memory are capped

    data = sys.stdin.buffer.read()
    _restrict()
    try:
        size = _webp_size(data)
        told, body = ({"wrong": "large"}, b"") if _flood(size) else _recode(data)
    except MemoryError:
        told, body = {"wrong": "large"}, b""
    except Exception as error:  # whatever a decoder raises over bytes that are not what they say
        told, body = {"wrong": "broken", "why": type(error).__name__}, b""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


def _recode(data: bytes) -> tuple[dict[str, Any], bytes]:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # what is too large is said below, by the header, before a pixel is decoded
    with Image.open(io.BytesIO(data), formats=_FORMS) as opened:
        if _flood(opened.size):
            return {"wrong": "large"}, b""
        drawn = opened.format in ("PNG", "GIF")
        opened.draft("RGB", (2 * LONGEST, 2 * LONGEST))
        opened.load()
        upright = ImageOps.exif_transpose(opened)
        clear = "A" in upright.getbands() or "transparency" in upright.info
        picture = upright.convert("RGBA" if clear else "RGB")
    picture.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    # A new image has nothing but pixels: no profile, place, camera, comment or thumbnail rides along.
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    ending, body = "png", _written(clean, "PNG", optimize=True) if drawn else b""
    if not drawn or len(body) > _SMALL:
        ending, body = "webp", _written(clean, "WEBP", quality=84, method=4)
    return {"ending": ending, "width": clean.width, "height": clean.height}, body


def _written(picture: Image, form: str, **how: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()


def _flood(size: tuple[int, int] | None) -> bool:
    return size is not None and size[0] * size[1] > MOST_PIXELS


def _webp_size(data: bytes) -> tuple[int, int] | None:
    """What the header of a WebP says of its size: its library sets memory aside before anybody could ask."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return None
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF


def _restrict() -> None:
    """Cap this process, as far as the platform can: it writes no file, opens hardly any, and ends in time."""
    try:
        import resource
    except ImportError:  # pragma: no cover - Windows: only the time is capped, by the parent
        return
    limits = {
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 32,
        resource.RLIMIT_CORE: 0,
    }
    with contextlib.suppress(OSError, ValueError):  # no /proc on macOS, which does not honour this limit either
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limits[resource.RLIMIT_AS] = pages * resource.getpagesize() + _MEMORY
    for kind, most in limits.items():
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main()
