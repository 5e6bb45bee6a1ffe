"""Put the package and its command into the virtual environment this runs in, from this very folder.

An editable install without a build tool: all a clone needs. What lives here: a path file
and a launcher. The released wheel does the same in the ordinary way.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    Path(sysconfig.get_path("purelib"), "outsidein.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    launcher = Path(sysconfig.get_path("scripts"), "outsidein")
    start = 'from outsidein.__main__ import main\n\nif __name__ == "__main__":\n    main()\n'
    launcher.write_text(f"#!{sys.executable}\n{start}", encoding="utf-8")
    launcher.chmod(0o755)
    if os.name == "nt":
        launcher.with_suffix(".cmd").write_text(f'@"{sys.executable}" -m outsidein %*\r\n', encoding="utf-8")


if __name__ == "__main__":
    main()
