"""`python -m benchmarks.cluster.papers`: many small newspapers, each at an address.

What is true of each is written down.
"""

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from signal import pause

from benchmarks.cluster.wire import PORT
from newscrawl.newspaper import Newspaper


def address(number: int) -> str:
    """Return where the newspaper of that *number* is."""
    return f"10.77.1.{number}"


def start(number: int) -> str:
    """Return its front page."""
    return f"http://{address(number)}:{PORT}/"


def serve(count: int, articles: int, folder: Path) -> None:
    """Serve *count* newspapers until it is killed; write into *folder*."""
    with ExitStack() as stack:
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
        truth = {
            str(number): [line["url"] for line in paper.truth() if line["expected"]]
            for number, paper in enumerate(papers, 1)
        }
        (folder / "truth.json").write_text(json.dumps(truth))
        print("ready", flush=True)
        pause()


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
