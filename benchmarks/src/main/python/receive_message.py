"""Receives datagrams with two control messages as often as each line of standard input says.

Prints nanoseconds, of the receiving alone.
"""

import socket
import sys
import time

AT_ONCE = 100
IP_RECVTTL = 12
SO_TIMESTAMPNS = 35
ROOM = socket.CMSG_SPACE(4) + socket.CMSG_SPACE(16)


def udp_pair():
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    receiver.bind(("127.0.0.1", 0))
    receiver.setsockopt(socket.IPPROTO_IP, IP_RECVTTL, 1)
    receiver.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    sender.connect(receiver.getsockname())
    return sender, receiver


def run(sender, receiver, times, into):
    out, buffers = bytes(64), [bytearray(64)]
    send, recvmsg, recvmsg_into = sender.send, receiver.recvmsg, receiver.recvmsg_into
    nanos = 0
    for _ in range(times // AT_ONCE):
        for _ in range(AT_ONCE):
            send(out)
        start = time.perf_counter_ns()
        if into:
            for _ in range(AT_ONCE):
                recvmsg_into(buffers, ROOM)
        else:
            for _ in range(AT_ONCE):
                recvmsg(64, ROOM)
        nanos += time.perf_counter_ns() - start
    return nanos


def main():
    sender, receiver = udp_pair()
    for line in sys.stdin:
        print(run(sender, receiver, int(line), sys.argv[1] == "into"), flush=True)


main()
