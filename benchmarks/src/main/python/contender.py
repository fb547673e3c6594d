"""The contender in Python: its socket module.

Does each task that a line of standard input names, a while whenever it has the turn, and tells at the
end how many nanoseconds an operation took in each round.
"""

import mmap
import os
import selectors
import socket
import struct
import subprocess
import sys
import threading
import time

BATCH = 32
ACTIVE = 100
IP_RECVTTL = 12
SO_TIMESTAMPNS = 35
AT_ONCE = 100
CAN_FRAME = struct.Struct("=IB3x8s")
CAN_ID, CAN_DATA = struct.Struct("=I"), struct.Struct(">Q")
CAN_EXACTLY = 0xC00007FF
LINGER = struct.pack("ii", 1, 0)


class Unsupported(Exception):
    pass


class Task:
    def __init__(self, words):
        self.work, self.transport, self.variant = words[0], words[1], words[3]
        self.size, self.count = int(words[2]), int(words[4])


class Work:
    operations = 1
    uncounted = 0

    def __init__(self, task):
        self.task = task
        self.out, self.into = bytearray(task.size), bytearray(task.size)
        self.sockets = []
        self.open()

    def pair(self):
        first, second = pair(self.task.transport)
        self.sockets += first, second
        return first, second

    def close(self):
        for s in self.sockets:
            s.close()


def listening(transport):
    tcp = transport == "tcp"
    server = socket.socket(socket.AF_INET if tcp else socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(("127.0.0.1", 0) if tcp else "")
    server.listen(128)
    return server


def connected(server):
    client = socket.socket(server.family, socket.SOCK_STREAM)
    client.connect(server.getsockname())
    if server.family == socket.AF_INET:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER)
    return client, server.accept()[0]


def bound_udp():
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.bind(("127.0.0.1", 0))
    return s


def pair(transport):
    if transport == "tcp":
        with listening(transport) as server:
            return connected(server)
    if transport == "udp":
        first, second = bound_udp(), bound_udp()
        first.connect(second.getsockname())
        second.connect(first.getsockname())
        return first, second
    stream = transport == "unix-stream"
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM if stream else socket.SOCK_DGRAM)


def receive_fully(s, view):
    while view:
        n = s.recv_into(view)
        if n == 0:
            return False
        view = view[n:]
    return True


class SendReceive(Work):
    def open(self):
        self.first, self.second = self.pair()

    def run(self, times):
        send, recv_into, out, into, size = (
            self.first.send, self.second.recv_into, self.out, self.into, self.task.size)
        if size > 16384:
            return self.run_parts(times)
        for _ in range(times):
            if send(out) != size or recv_into(into) != size:
                raise OSError("not all came")

    def run_parts(self, times):
        sendall, second, out, view = self.first.sendall, self.second, self.out, memoryview(self.into)
        for _ in range(times):
            sendall(out)
            receive_fully(second, view)


class SendTo(Work):
    def open(self):
        self.first, self.second = bound_udp(), bound_udp()
        self.sockets += self.first, self.second

    def run(self, times):
        sendto, recvfrom_into, out, into = (
            self.first.sendto, self.second.recvfrom_into, self.out, self.into)
        target = self.second.getsockname()
        for _ in range(times):
            sendto(out, target)
            recvfrom_into(into)


class Datagrams(Work):
    operations = BATCH

    def open(self):
        if self.task.variant == "batched":
            raise Unsupported("Python has no sendmmsg and recvmmsg")
        self.first, self.second = self.pair()

    def run(self, times):
        send, recv_into, out, into = self.first.send, self.second.recv_into, self.out, self.into
        for _ in range(times):
            for _ in range(BATCH):
                send(out)
            for _ in range(BATCH):
                recv_into(into)


class Message(Work):
    def open(self):
        self.first, self.second = self.pair()
        self.second.setsockopt(socket.IPPROTO_IP, IP_RECVTTL, 1)
        self.second.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)

    def run(self, times):
        send, recvmsg_into, recvmsg = self.first.send, self.second.recvmsg_into, self.second.recvmsg
        out, buffers, size = self.out, [self.into], self.task.size
        room = socket.CMSG_SPACE(4) + socket.CMSG_SPACE(16)
        listed = self.task.variant == "listed"
        decoded = self.task.variant == "decoded"
        for _ in range(times):
            send(out)
            if listed:
                control = recvmsg(size, room)[1]
            else:
                control = recvmsg_into(buffers, room)[1]
            if decoded:
                for _, kind, data in control:
                    struct.unpack("i" if kind == socket.IP_TTL else "ll", data)
            if len(control) != 2:
                raise OSError("without its control messages")


class PeerWork(Work):
    def open(self):
        self.first, self.second = self.pair()
        self.peer = threading.Thread(target=self.play, daemon=True)
        self.peer.start()

    def close(self):
        self.first.shutdown(socket.SHUT_RDWR)
        self.peer.join(10)
        super().close()


class RequestResponse(PeerWork):
    def play(self):
        s, buffer = self.second, bytearray(self.task.size)
        view = memoryview(buffer)
        while receive_fully(s, view):
            s.sendall(buffer)

    def run(self, times):
        sendall, first, out, view = self.first.sendall, self.first, self.out, memoryview(self.into)
        for _ in range(times):
            sendall(out)
            receive_fully(first, view)


class Bulk(PeerWork):
    def play(self):
        recv_into, buffer = self.second.recv_into, bytearray(self.task.size)
        while True:
            left = self.task.count << 20
            while left > 0:
                n = recv_into(buffer)
                if n == 0:
                    return
                left -= n
            self.second.sendall(b"x")

    def send(self):
        for _ in range((self.task.count << 20) // self.task.size):
            self.first.sendall(self.out)

    def run(self, times):
        for _ in range(times):
            self.send()
            if self.first.recv(1) != b"x":
                raise OSError("not all came")


class SentFile(Bulk):
    def open(self):
        self.file = open(os.environ["BENCHMARK_FILE"], "rb")
        self.mapped = mmap.mmap(self.file.fileno(), 0, prot=mmap.PROT_READ)
        super().open()

    def send(self):
        if self.task.variant == "mapped":
            self.first.sendall(self.mapped)
        else:
            self.first.sendfile(self.file, 0)

    def close(self):
        super().close()
        self.mapped.close()
        self.file.close()


class Accepting(Work):
    def open(self):
        self.server = listening(self.task.transport)
        self.sockets.append(self.server)

    def run(self, times):
        server = self.server
        for _ in range(times):
            client, accepted = connected(server)
            client.close()
            accepted.close()


class Selecting(Work):
    operations = ACTIVE

    def open(self):
        self.selector = selectors.DefaultSelector()
        self.active = []
        each = self.task.count // ACTIVE
        with listening("tcp") as server:
            self.peers = subprocess.Popen(
                [sys.argv[1], "connect", str(server.getsockname()[1])], stdin=subprocess.PIPE)
            for _ in range(ACTIVE):
                client, accepted = connected(server)
                self.active.append(client)
                self.register(accepted)
                self.peers.stdin.write(b"%d\n" % each)
                self.peers.stdin.flush()
                for _ in range(each):
                    self.register(server.accept()[0])

    def register(self, accepted):
        accepted.setblocking(False)
        self.selector.register(accepted, selectors.EVENT_READ, accepted.recv_into)
        self.sockets.append(accepted)

    def run(self, times):
        select, out, into, size = self.selector.select, self.out, self.into, self.task.size
        sends = [s.send for s in self.active]
        for _ in range(times):
            for send in sends:
                send(out)
            came = 0
            while came < ACTIVE:
                for key, _ in select():
                    came += key.data(into) == size

    def close(self):
        self.selector.close()
        self.peers.stdin.close()
        self.peers.wait()
        self.sockets += self.active
        super().close()


class CanFrames(Work):
    """Frames are sent before, which does not count."""

    operations = AT_ONCE

    def open(self):
        if self.task.variant == "batch":
            raise Unsupported("Python has no recvmmsg")
        # Everybody's own: others send through the interface.
        self.id = 0x100 + os.getpid() % 0x600
        self.receiver = self.can_socket(struct.pack("=II", self.id, CAN_EXACTLY))
        self.sender = self.can_socket(b"")
        self.frames = [CAN_FRAME.pack(self.id, 8, CAN_DATA.pack(i)) for i in range(AT_ONCE)]
        self.expected = AT_ONCE * self.id + sum(range(AT_ONCE))
        self.sockets += self.receiver, self.sender

    def can_socket(self, filters):
        s = socket.socket(socket.AF_CAN, socket.SOCK_RAW, socket.CAN_RAW)
        s.setsockopt(socket.SOL_CAN_RAW, socket.CAN_RAW_FILTER, filters)
        s.bind((self.task.transport,))
        return s

    def run(self, times):
        receive = self.values if self.task.variant == "values" else self.buffer
        send = self.sender.send
        for _ in range(times):
            start = time.perf_counter_ns()
            for frame in self.frames:
                send(frame)
            self.uncounted += time.perf_counter_ns() - start
            if receive() != self.expected:
                raise OSError("received something else than was sent")

    def values(self):
        unpack, recv, total = CAN_FRAME.unpack, self.receiver.recv, 0
        for _ in range(AT_ONCE):
            can_id, _, data = unpack(recv(16))
            total += can_id + int.from_bytes(data, "big")
        return total

    def buffer(self):
        unpack_id, unpack_data = CAN_ID.unpack_from, CAN_DATA.unpack_from
        recv_into, buffer, total = self.receiver.recv_into, bytearray(16), 0
        for _ in range(AT_ONCE):
            recv_into(buffer)
            total += unpack_id(buffer)[0] + unpack_data(buffer, 8)[0]
        return total


WORKS = {
    "can": CanFrames,
    "send-receive": SendReceive,
    "send-to": SendTo,
    "datagrams": Datagrams,
    "message": Message,
    "request-response": RequestResponse,
    "bulk": Bulk,
    "file": SentFile,
    "accept": Accepting,
    "select": Selecting,
}


def measure(work, millis, batch):
    """The clock is read seldom: it costs what a short operation would notice."""
    start = last = time.perf_counter_ns()
    runs = work.uncounted = 0
    while last < start + millis * 1_000_000:
        work.run(batch)
        runs += batch
        now = time.perf_counter_ns()
        if now - last < 250_000:
            batch *= 2
        last = now
    return (last - start - work.uncounted) / runs / work.operations, batch


def attempt(words):
    task = Task(words[1:6])
    millis, warmups, rounds = map(int, words[6:9])
    try:
        if task.work not in WORKS:
            raise Unsupported(f"Python has nothing for {task.work}")
        work = WORKS[task.work](task)
    except Unsupported as e:
        print("cannot", e, flush=True)
        return
    print("ready", flush=True)
    scores, batch = [], 1
    for _ in range(warmups + rounds):
        if sys.stdin.readline() != "run\n":
            sys.exit("no turn")
        score, batch = measure(work, millis, batch)
        scores.append(score)
        print("done", flush=True)
    print("scores -1", *scores[warmups:], flush=True)
    work.close()


def main():
    while line := sys.stdin.readline():
        attempt(line.split())


main()
