"""`python -m tests.cluster packages` prints the Debian packages of the brokers."""

from tests.cluster.packages import PARTS

if __name__ == "__main__":
    print(*PARTS)
