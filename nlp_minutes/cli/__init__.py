"""The command `nlp-minutes`. Each subcommand is a file here; it is imported when it is asked for.

Exit status: 0 all went well, 1 some of many files failed, 2 the command line is wrong, 3 the input is bad.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Final

from nlp_minutes.errors import ConfigError, MinutesError, shown
from nlp_minutes.process import tune

__all__ = ["main"]

OK: Final = 0
SOME_FAILED: Final = 1
USAGE: Final = 2
BAD_INPUT: Final = 3

_COMMANDS: Final = {
    "annotate": "read protocols and write what they say as data",
    "check": "print what does not add up in protocols, line by line",
    "clean": "print a file's clean text: no page furniture, lines joined",
    "corpus": "build, check, count, split and compare the annotated corpus",
    "evaluate": "measure a model on annotated protocols",
    "pseudonymise": "mask private persons; elected people and officials stay",
    "summarise": "print a digest of minutes, or the summary of a case text",
    "schema": "print the JSON Schema of the result",
    "table": "write votes, motions, persons and the like as rows of a table",
    "train": "train parts of the pipeline on annotated minutes",
}
_EXAMPLES: Final = """\
examples:
  nlp-minutes annotate protokoll.txt                  print it for a reader
  nlp-minutes annotate protokoll.txt --format json    one JSON object on standard output
  nlp-minutes annotate minutes/ -o out                every file of a folder to out/NAME.json
  nlp-minutes clean protokoll.txt                     the clean text
  nlp-minutes check protokoll.txt                     what does not add up in it
  nlp-minutes table votes minutes/ -o votes.csv       who voted how, a row each
"""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nlp-minutes",
        description="Swedish municipal minutes (protokoll) to structured data.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"nlp-minutes {version('nlp-minutes')}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, text in _COMMANDS.items():
        module = import_module(f"nlp_minutes.cli.{name}")
        one = commands.add_parser(
            name,
            help=text,
            description=f"{text[0].upper()}{text[1:]}.",
            epilog=module.EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(one)
        one.set_defaults(run=module.run)
    return parser


def _ended(number: int, _: object) -> None:
    raise SystemExit(128 + number)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: Without the program's name; those of the process, if not given.

    Returns:
        The exit status.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _ended)  # so that half-written files are cleared away
    if arguments is None:
        tune()
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except ConfigError as error:
        print(f"nlp-minutes: {shown(str(error))}", file=sys.stderr)
        return USAGE
    except MinutesError as error:
        print(f"nlp-minutes: {shown(str(error))}", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        # The reader of our output went away (as `head` does): nothing is left to say, and nobody to say it to.
        sys.stderr.close()
        return OK
    except OSError as error:
        # What reads and writes files names its own errors: mostly this is standard output that cannot be written.
        with contextlib.suppress(OSError):
            sys.stderr.write(
                f"nlp-minutes: cannot write ({error.strerror or error}); make room, or name another place\n"
            )
        # Python would try to write the rest when it ends, and complain once more.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return USAGE
    except KeyboardInterrupt:
        print("nlp-minutes: interrupted", file=sys.stderr)
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main())
