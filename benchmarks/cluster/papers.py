"""`python -m benchmarks.cluster.papers`: many small newspapers, each at an address.

Who asked when is written down; beside it stands what is true of each.
"""

import json
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from signal import pause

from newscrawl.newspaper import Newspaper
from newscrawl.newspaper.press import Press
from newscrawl.newspaper.response import Response

PORT = 8000


def address(number: int) -> str:
    """Return where the newspaper of that *number* is."""
    return f"10.77.1.{number}"


def start(number: int) -> str:
    """Return its front page."""
    return f"http://{address(number)}:{PORT}/"


def serve(count: int, articles: int, folder: Path) -> None:
    """Serve *count* newspapers until it is killed; write into *folder*."""
    with ExitStack() as stack:
        log = stack.enter_context((folder / "requests.log").open("w", buffering=1))
        papers = []
        for number in range(1, count + 1):
            paper = Newspaper(
                articles,
                seed=number,
                layout="today",
                host=address(number),
                port=PORT,
                offers=["sitemaps", "rest"] if number % 2 else ["feeds"],
            )
            papers.append(stack.enter_context(paper))
            for press in paper.presses:
                _watch(press, str(number), log.write)
        truth = {
            str(number): [line["url"] for line in paper.truth() if line["expected"]]
            for number, paper in enumerate(papers, 1)
        }
        (folder / "truth.json").write_text(json.dumps(truth))
        print("ready", flush=True)
        pause()


def _watch(press: Press, name: str, write: "object") -> None:
    answer = press.answer

    def watched(target: str) -> Response:
        began = time.monotonic()
        response = answer(target)
        write(f"{name} {began:.4f} {response.delay:.2f} {target}\n")  # type: ignore[operator]
        return response

    press.answer = watched  # type: ignore[method-assign]


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
