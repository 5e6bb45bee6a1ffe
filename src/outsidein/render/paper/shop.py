"""A print shop: many scenes printed in a process of their own, which is replaced before its memory has grown large.

What lives here: the process. Typst keeps all it has laid out (a gigabyte after some thirty different sheets), so a
server or a batch prints here; one print needs no shop. Not here: printing (press).
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from types import TracebackType
from typing import Any

from outsidein.render.paper.press import Format, Printed, print_scene
from outsidein.render.scene import Scene


class Shop:
    """Prints in ``presses`` processes, each of which is replaced after ``prints`` prints. A context manager."""

    def __init__(self, *, presses: int = 1, prints: int = 20) -> None:
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(presses, mp_context=context, max_tasks_per_child=prints)
        # Orders wait here: with a queue of its own the pool loses count of who is idle, and replaces nobody any more.
        self._clerks = ThreadPoolExecutor(presses, "print-shop")

    def order(self, scene: Scene, format: Format | str = Format.PDF, **wishes: Any) -> Future[Printed]:
        """Have a scene printed; ``wishes`` are those of ``print_scene``. Its errors come out of the future."""
        return self._clerks.submit(self._hand_over, scene, format, wishes)

    def _hand_over(self, scene: Scene, format: Format | str, wishes: dict[str, Any]) -> Printed:
        return self._pool.submit(print_scene, scene, format, **wishes).result()

    def close(self) -> None:
        """Finish what was ordered and let the processes go."""
        self._clerks.shutdown()
        self._pool.shutdown()

    def __enter__(self) -> Shop:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
