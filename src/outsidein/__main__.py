"""``python -m outsidein`` is the ``outsidein`` command."""

from outsidein.cli import main

if __name__ == "__main__":
    main()
