"""Receives CAN frames as often as each line of standard input says, and adds up identifiers and data.

Prints nanoseconds, of the receiving alone.
"""

import socket
import struct
import sys
import time

AT_ONCE = 100
FRAME = struct.Struct("=IB3x8s")
ID, DATA = struct.Struct("=I"), struct.Struct(">Q")
EXACTLY = 0xC00007FF


def open_socket(interface, filters):
    s = socket.socket(socket.AF_CAN, socket.SOCK_RAW, socket.CAN_RAW)
    s.setsockopt(socket.SOL_CAN_RAW, socket.CAN_RAW_FILTER, filters)
    s.bind((interface,))
    return s


def run(sender, receiver, frames, times, into):
    send, recv, recv_into = sender.send, receiver.recv, receiver.recv_into
    unpack, unpack_id, unpack_data = FRAME.unpack, ID.unpack_from, DATA.unpack_from
    buffer = bytearray(16)
    nanos = 0
    for _ in range(times // AT_ONCE):
        for frame in frames:
            send(frame)
        total = 0
        start = time.perf_counter_ns()
        if into:
            for _ in range(AT_ONCE):
                recv_into(buffer)
                total += unpack_id(buffer)[0] + unpack_data(buffer, 8)[0]
        else:
            for _ in range(AT_ONCE):
                can_id, _, data = unpack(recv(16))
                total += can_id + int.from_bytes(data, "big")
        nanos += time.perf_counter_ns() - start
        if total != sum(FRAME.unpack(f)[0] + i for i, f in enumerate(frames)):
            sys.exit("received something else than was sent")
    return nanos


def main():
    interface, kind, can_id = sys.argv[1], sys.argv[2], int(sys.argv[3])
    receiver = open_socket(interface, struct.pack("=II", can_id, EXACTLY))
    sender = open_socket(interface, b"")
    frames = [FRAME.pack(can_id, 8, DATA.pack(i)) for i in range(AT_ONCE)]
    for line in sys.stdin:
        print(run(sender, receiver, frames, int(line), kind == "recv_into"), flush=True)


main()
