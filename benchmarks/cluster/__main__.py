"""`python -m benchmarks.cluster`: workers on hosts of their own, which die."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.cluster import log, papers, volume
from benchmarks.cluster.machines import COMMAND, ROOT, Machine, machines
from benchmarks.cluster.network import Network, on, reason
from tests.cluster import packages
from tests.cluster.brokers import RabbitMQ

HELP = """\
Forty newspapers of a dozen articles, each at an address of its own, are crawled by
workers on hosts of their own: network namespaces in this machine, a broker (RabbitMQ)
and a volume (GlusterFS) on others. All is removed at the end. Each newspaper is asked
once a second, as on the public web.

First on 1, 2 and 4 workers, for how fast that is. Then on 4, of which one is switched
off every few seconds (kill -9 of all that runs there) and comes back, and once the
broker. Then what is stored is held against what is true, and what each newspaper saw
against a single crawl. Exit code 1 if anything is lost or twice, or a newspaper was
asked by two at once.

It takes some 25 minutes, and root.
"""

WORKERS = (1, 2, 4)
_LONGEST = 3600.0


@dataclass(frozen=True, slots=True)
class Place:
    """What is there to crawl with."""

    folder: Path
    machines: list[Machine]
    broker: RabbitMQ
    sites: dict[str, str]
    """The front page of each newspaper, by its number."""
    truth: dict[str, list[str]]

    def hits(self, since: float) -> list[log.Hit]:
        """Return what was asked of the newspapers from *since* on."""
        lines = (self.folder / "wire.log").read_text().splitlines()
        return [hit for hit in log.read(lines) if hit.began >= since]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one crawl of all."""

    name: str
    seconds: float
    cpu: float
    """Cores that were busy, of this whole machine."""
    lost: int
    twice: int
    pace: log.Pace


def main() -> int:
    """Run it; return the exit code."""
    options = _parser().parse_args()
    if why := reason() or packages.reason():
        print(f"cluster: {why}", file=sys.stderr)
        return 1
    results = []
    with _place(options) as place:
        alone = _alone(place)
        for workers in options.workers:
            name = f"{workers} worker{'' if workers == 1 else 's'}"
            results.append(_crawl(place, name, workers, options))
            _tell(results[-1])
        if options.kills:
            results.append(_die(place, options))
            _tell(results[-1])
    print(_table(results, alone))
    bad = any(one.lost or one.twice or one.pace.together for one in results)
    return int(bad)


@contextmanager
def _place(options: argparse.Namespace) -> Iterator[Place]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="news-")))
        network = stack.enter_context(Network())
        numbers = range(1, options.sites + 1)
        own = [f"{papers.address(number)}/16" for number in numbers]
        network.add("news-papers", 2, *own)
        files = network.add("news-files", 3)
        queue = network.add("news-queue", 4)
        volume.serve("news-files", files, folder / "files")
        broker = RabbitMQ(folder / "queue", queue, on("news-queue"))
        stack.enter_context(broker)
        _serve(folder, options)
        hosts = machines(network, max(options.workers), files, broker.url, folder)
        truth = json.loads((folder / "truth.json").read_text())
        sites = {str(number): papers.start(number) for number in numbers}
        try:
            yield Place(folder, hosts, broker, sites, truth)
        finally:
            for machine in hosts:
                machine.switch_off()


def _serve(folder: Path, options: argparse.Namespace) -> None:
    """Serve the newspapers, and watch their wire, until their host is gone."""
    words = [str(options.sites), str(options.articles), str(folder)]
    for name, given in (("wire", [str(folder / "wire.log")]), ("papers", words)):
        module = f"benchmarks.cluster.{name}"
        process = subprocess.Popen(
            [*on("news-papers"), sys.executable, "-m", module, *given],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        if process.stdout.readline() != b"ready\n":
            raise SystemExit(f"cluster: {name} did not come up")


def _alone(place: Place) -> log.Pace:
    """Return how one newspaper is asked by a single crawl, without any worker."""
    began = time.time()
    words = ["crawl", "news", "-a", f"start={place.sites['1']}", "-L", "ERROR"]
    settings = ["-s", f"NEWSCRAWL_CORPUS={place.folder / 'alone'}"]
    subprocess.run([*COMMAND, *words, *settings], cwd=ROOT, check=True)
    return log.pace(place.hits(began))


def _crawl(
    place: Place, name: str, workers: int, options: argparse.Namespace
) -> Result:
    """Have all crawled by so many *workers*."""
    used = place.machines[:workers]
    began, cpu = _begin(place, used, name, options)
    while used[0].submitted():
        time.sleep(0.5)
        if time.time() - began > _LONGEST:
            raise SystemExit("cluster: it does not come to an end")
    result = _result(place, used[0], name, began, cpu)
    for machine in used:
        machine.stop()
    return result


def _begin(
    place: Place, used: Sequence[Machine], name: str, options: argparse.Namespace
) -> tuple[float, float]:
    """Switch the machines on, and submit all to an empty corpus; say when."""
    for machine in used:
        machine.corpus = name.replace(" ", "-")
        machine.switch_on(*_words(options))
    listed = place.folder / "papers.txt"
    listed.write_text("\n".join(place.sites.values()))
    began, cpu = time.time(), _busy()
    used[0].run("submit", "--from", str(listed))
    return began, cpu


def _words(options: argparse.Namespace) -> list[str]:
    return ["--jobs", str(options.jobs), "-s", "NEWSCRAWL_PROGRESS=lines"]


def _die(place: Place, options: argparse.Namespace) -> Result:
    """Have all crawled by workers that die one after the other, and the broker once."""
    random = Random(options.seed)
    used = place.machines
    name = f"{len(used)} workers, {options.kills} of them killed"
    began, cpu = _begin(place, used, "killed", options)
    for number in range(options.kills):
        time.sleep(random.uniform(4, 9))
        if number == options.kills // 2:
            place.broker.kill()
            time.sleep(random.uniform(1, 5))
            place.broker.__enter__()
        machine = random.choice(used)
        left = next(other for other in used if other is not machine).submitted()
        print(f"  {left} to go, {machine.name} dies", file=sys.stderr)
        machine.switch_off()
        machine.switch_on(*_words(options))
    while used[0].submitted():
        time.sleep(0.5)
    result = _result(place, used[0], name, began, cpu)
    for machine in used:
        machine.stop()
    return result


def _result(
    place: Place, machine: Machine, name: str, began: float, cpu: float
) -> Result:
    seconds = time.time() - began
    lost = twice = 0
    for number, true in place.truth.items():
        found = machine.stored(f"{papers.address(int(number))}_{papers.PORT}")
        lost += len(set(true) - set(found))
        twice += len(found) - len(set(found))
    busy = (_busy() - cpu) / seconds
    return Result(name, seconds, busy, lost, twice, log.pace(place.hits(began)))


def _busy() -> float:
    """Return the seconds that the cores of this machine have worked so far."""
    words = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    user, nice, system, _idle, _wait, interrupts, soft = map(int, words[:7])
    ticks = user + nice + system + interrupts + soft
    return ticks / os.sysconf("SC_CLK_TCK")


def _tell(result: Result) -> None:
    print(f"{result.name}: {result.seconds:.0f} s", file=sys.stderr, flush=True)


def _table(results: Sequence[Result], alone: log.Pace) -> str:
    head = "| | seconds | as often | cores busy | requests | lost | twice | two at"
    rows = [
        f"{head} once | least apart | median apart |",
        "|---|---|---|---|---|---|---|---|---|---|",
        f"| a single crawl, of one newspaper | | | | {alone.requests} | | |"
        f" {alone.together} | {alone.least:.2f} s | {alone.median:.2f} s |",
    ]
    for one in results:
        times = results[0].seconds / one.seconds
        seen = one.pace
        rows.append(
            f"| {one.name} | {one.seconds:.0f} | {times:.2f} | {one.cpu:.2f} |"
            f" {seen.requests:,} | {one.lost} | {one.twice} | {seen.together} |"
            f" {seen.least:.2f} s | {seen.median:.2f} s |"
        )
    return "\n".join(rows)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.cluster",
        description="Crawl by many workers, and kill them.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--sites", type=int, default=40, metavar="N", help="newspapers (40)")
    add("--articles", type=int, default=12, metavar="N", help="of each (12)")
    add("--jobs", type=int, default=4, metavar="N", help="crawls of a worker (4)")
    add("--kills", type=int, default=20, metavar="N", help="of workers (20); 0: none")
    add("--seed", type=int, default=1, metavar="S", help="other moments each (1)")
    add(
        "--workers",
        type=lambda text: [int(word) for word in text.split(",")],
        default=list(WORKERS),
        metavar="N,N",
        help="how many (1,2,4)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
