"""The command line: one thin file per command over the library's functions.

Exit codes: 0 done, 1 the run failed, 2 the arguments or inputs are wrong, 130 interrupted.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

__all__ = ["main"]

EXIT_FAILED = 1
"""The run failed."""
EXIT_WRONG_INPUT = 2
"""The arguments or the inputs are wrong."""
EXIT_INTERRUPTED = 130
"""As a shell has it: 128 and the number of the signal (SIGINT)."""

_OUTPUT_FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EIO})
"""What goes wrong with a stdout that cannot take more."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; errors become one line on stderr."""
    from compare.cli.app import command
    from compare.errors import CrossclaimError

    _tolerant_streams()
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        code = command().main(args=given or ["--help"], prog_name="crossclaim", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else EXIT_FAILED
    except CrossclaimError as error:
        _complain(error)
        return error.exit_code
    except BrokenPipeError:
        _close_stdout()
        return EXIT_FAILED
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except OSError as error:
        if error.errno not in _OUTPUT_FULL or error.filename is not None:
            return _translate(error, given)
        _say(f"cannot write the output: {error.strerror}; make room, or write it elsewhere")
        _close_stdout()
        return EXIT_FAILED
    except Exception as error:  # noqa: BLE001 - the last stop before the user, who gets one line
        return _translate(error, given)


def _translate(error: Exception, argv: Sequence[str]) -> int:
    """The exit code for an error that is none of ours, said in one line."""
    import typer

    if isinstance(error, typer.Abort):
        return EXIT_INTERRUPTED
    message = getattr(error, "format_message", None)
    if message is not None:  # the option parser's own complaint about the arguments
        context = getattr(error, "ctx", None)
        path = context.command_path if context is not None else "crossclaim"
        _say(f"{message()} Try '{path} --help'.")
        return EXIT_WRONG_INPUT
    _complain(error, argv)
    return EXIT_FAILED


def _complain(error: Exception, argv: Sequence[str] = ()) -> None:
    from compare.errors import CrossclaimError

    if os.environ.get("CROSSCLAIM_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    elif isinstance(error, CrossclaimError):
        _say(str(error))
    else:
        from compare.cli.last_resort import write_report

        written = write_report(error, argv)
        what = f"with the file {written}, which holds no text of yours" if written else "with this line"
        _say(
            f"internal error, {type(error).__name__}: {str(error)[:200]}. This is a defect: "
            f"please report it in the project's issue tracker, {what}"
        )


def _say(message: str) -> None:
    from compare.text_safety import one_line

    print(f"crossclaim: {one_line(message)}", file=sys.stderr)


def _tolerant_streams() -> None:
    """Let output never fail on a character: UTF-8 into files and pipes, "?" on a terminal that lacks it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
            if not stream.isatty():
                reconfigure(encoding="utf-8", newline="")


def _close_stdout() -> None:
    """Nobody reads stdout any more: keep the interpreter from complaining about it at exit."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = None
