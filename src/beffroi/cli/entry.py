"""The door of the `beffroi` command: so light that an interruption finds it already open."""

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command; an interruption while it is being loaded ends it without a word too many."""
    try:
        from beffroi.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
