"""Workers on several machines, here as processes, and a real broker on loopback."""
