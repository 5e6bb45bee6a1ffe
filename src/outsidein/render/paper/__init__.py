"""Paper: a Scene as an accessible PDF, as SVG or as PNG, on one large sheet for the wall and pages of evidence."""

from outsidein.render.paper.press import (
    LEAST_POINTS,
    SHEETS,
    Format,
    Printed,
    print_scene,
    write_pdf,
    write_png,
    write_svg,
)
from outsidein.render.paper.shop import Shop

__all__ = ["LEAST_POINTS", "SHEETS", "Format", "Printed", "Shop", "print_scene", "write_pdf", "write_png", "write_svg"]
