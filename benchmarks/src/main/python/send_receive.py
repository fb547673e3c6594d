"""Sends and receives 64 bytes as often as each line of standard input says; prints nanoseconds."""

import socket
import sys
import time


def udp_pair():
    first = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    second = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    first.bind(("127.0.0.1", 0))
    second.bind(("127.0.0.1", 0))
    first.connect(second.getsockname())
    second.connect(first.getsockname())
    return first, second


def run(sender, receiver, times):
    out, into = bytearray(64), bytearray(64)
    send, recv_into = sender.send, receiver.recv_into
    start = time.perf_counter_ns()
    for _ in range(times):
        send(out)
        recv_into(into)
    return time.perf_counter_ns() - start


def main():
    pair = udp_pair() if sys.argv[1] == "udp" else socket.socketpair()
    for line in sys.stdin:
        print(run(*pair, int(line)), flush=True)


main()
