"""The guide's own commands, as CONTRIBUTING has them, in a copy of the checkout."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TITLE = "## A newspaper in five minutes"
MOST = 9
"""Under ten, with what sets up and what cleans up."""

# The box is up when it answers; a person has read the next line of the guide by then.
WAIT = """
for second in $(seq 60); do
  (: > /dev/tcp/127.0.0.1/{port}) 2>/dev/null && break || sleep 1
done"""


def commands() -> list[str]:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = guide.partition(TITLE)[2].partition("\n## ")[0]
    blocks = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def checkout(folder: Path) -> Path:
    """Return a copy of the checkout, with an environment that is installed already."""
    copy = folder / "newscrawl"
    for name in ("newscrawl", "tests"):
        shutil.copytree(
            ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("Makefile", "pyproject.toml", "scrapy.cfg"):
        shutil.copy(ROOT / name, copy)
    tools = copy / ".venv" / "bin"
    tools.mkdir(parents=True)
    # `make install` finds it newer than pyproject.toml, and has nothing to do.
    for name, call in {
        "python": "",
        "scrapy": "-m scrapy",
        "newscrawl": "-m newscrawl",
    }.items():
        path = tools / name
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}" {call} "$@"\n')
        path.chmod(0o755)
    return copy


def test_the_guide_is_short() -> None:
    assert 3 < len(commands()) <= MOST


def test_the_guides_commands_lead_to_a_green_test(tmp_path: Path) -> None:
    copy, port = checkout(tmp_path), free_port()
    script = ["set -e", "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT"]
    for line in commands():
        script.append(line.replace("8000", str(port)))
        if line.endswith("&"):
            script.append(WAIT.format(port=port))
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        timeout=200,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert re.search(r"^\d\d+ passed", done.stdout, re.MULTILINE), done.stdout
    assert (copy / "newscrawl/spiders/lantern.py").exists()
    assert len(list((copy / "tests/pages/lantern").iterdir())) == 2
    lines = (copy / "corpus/lantern/articles.jsonl").read_text("utf-8").splitlines()
    assert len(lines) >= 20
