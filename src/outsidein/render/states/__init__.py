"""Two states of a journey in one picture: composed once, written as a page (HTML) or on paper (Typst)."""

from outsidein.render.states.composing import compose_states
from outsidein.render.states.page import write_states
from outsidein.render.states.paper import print_states
from outsidein.render.states.scene import StatesScene

__all__ = ["StatesScene", "compose_states", "print_states", "write_states"]
