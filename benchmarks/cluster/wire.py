"""`python -m benchmarks.cluster.wire FILE`: what passes to and from the newspapers.

When a request came in and its answer went out, by the clock of the kernel: what a
newspaper writes down itself is late where the cores are busy.
"""

import socket
import struct
import sys
from pathlib import Path

PORT = 8000

# https://man7.org/linux/man-pages/man7/packet.7.html
_ALL = 0x0003
_RECEIVE_BUFFER = 33  # SO_RCVBUFFORCE
_TIMESTAMP = 35  # SO_TIMESTAMPNS
_TCP_IN_IPV4 = (b"\x08\x00", 6)
_HEAD = 160


def watch(path: Path) -> None:
    """Write a line into *path* for each request, and for each packet of an answer."""
    kind = socket.htons(_ALL)
    with (
        socket.socket(socket.AF_PACKET, socket.SOCK_RAW, kind) as wire,
        path.open("w", buffering=1) as log,
    ):
        wire.setsockopt(socket.SOL_SOCKET, _RECEIVE_BUFFER, 1 << 26)
        wire.setsockopt(socket.SOL_SOCKET, _TIMESTAMP, 1)
        print("ready", flush=True)
        while True:
            packet, more, _, _ = wire.recvmsg(_HEAD, 64)
            if words := _read(packet):
                seconds, nanoseconds = struct.unpack("qq", more[0][2][:16])
                log.write(f"{seconds}.{nanoseconds:09} {words}\n")


def _read(packet: bytes) -> str | None:
    """Return what *packet* is, the newspaper, and the number of its first byte.

    None where it is neither a request nor of an answer.
    """
    if (packet[12:14], packet[23]) != _TCP_IN_IPV4:
        return None
    begin = 14 + 4 * (packet[14] & 15)
    source, target, number = struct.unpack("!HHI", packet[begin : begin + 8])
    head = begin + 4 * (packet[begin + 12] >> 4)
    size = 14 + int.from_bytes(packet[16:18]) - head
    ours, theirs = socket.inet_ntoa(packet[30:34]), socket.inet_ntoa(packet[26:30])
    if target == PORT and packet[head : head + 4] == b"GET ":
        return f"ask {ours.rpartition('.')[2]} {theirs}:{source} {number}"
    if source == PORT and size > 0:
        return f"answer {theirs.rpartition('.')[2]} {ours}:{target} {number}"
    return None


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
