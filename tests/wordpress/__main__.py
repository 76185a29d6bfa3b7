"""`python -m tests.wordpress`: bring the WordPress up, or say what it needs."""

import argparse
import json
import signal
import sys
from pathlib import Path
from types import FrameType

from tests.wordpress.packages import PARTS, reason
from tests.wordpress.service import ServiceError
from tests.wordpress.site import WordPress
from tests.wordpress.themes import CLASSIC, THEMES


def main() -> int:
    """Run the command; return its exit code."""
    options = _parser().parse_args()
    if options.command == "packages":
        print(*PARTS)
        return 0
    if options.command == "check" and not reason():
        return 0
    if why := reason():
        print(f"WordPress {why}", file=sys.stderr)
        return 1
    for number in (signal.SIGINT, signal.SIGTERM):
        # A shell's background job starts with SIGINT ignored.
        signal.signal(number, _stop)
    try:
        _serve(options)
    except (OSError, ServiceError, ValueError, RuntimeError) as error:
        print(f"WordPress: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nstopped, nothing left behind")
    return 0


def _serve(options: argparse.Namespace) -> None:
    site = WordPress(options.posts, port=options.port, folder=options.folder)
    with site:
        site.use_theme(options.theme)
        if options.truth:
            lines = (json.dumps(line, ensure_ascii=False) for line in site.truth())
            options.truth.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{site.url} ({options.theme}; Ctrl-C stops)", flush=True)
        signal.pause()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.wordpress")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("packages", help="print the Debian packages it is made of")
    commands.add_parser("check", help="tell whether it can run here")
    up = commands.add_parser("up", help="serve until Ctrl-C")
    up.add_argument("--port", type=int, default=8090, help="0 takes a free one")
    up.add_argument("--posts", type=int, default=320)
    up.add_argument("--theme", choices=THEMES, default=CLASSIC)
    up.add_argument("--truth", type=Path, help="write the truth there, as JSON Lines")
    up.add_argument("--folder", type=Path, help="keep everything there while it runs")
    return parser


def _stop(_signal: int, _frame: FrameType | None) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # Once is enough: we clean up now.
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
