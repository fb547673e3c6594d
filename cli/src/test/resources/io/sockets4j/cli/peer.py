"""The other end, by a stranger: Python's socket module.

Usage: peer.py listen|connect SCHEME:REST FILE    send FILE both ways and tell the sum of what came
       peer.py answer SCHEME:REST COUNT           answer so many datagrams, in capital letters
       peer.py ask SCHEME:REST FILE               send each line as a datagram, and print the answers
"""
import hashlib
import socket
import sys
import threading

DEADLINE = 60

TYPES = {
    'tcp': (socket.AF_INET, socket.SOCK_STREAM),
    'tcp6': (socket.AF_INET6, socket.SOCK_STREAM),
    'udp': (socket.AF_INET, socket.SOCK_DGRAM),
    'udp6': (socket.AF_INET6, socket.SOCK_DGRAM),
    'unix': (socket.AF_UNIX, socket.SOCK_STREAM),
    'unix-dgram': (socket.AF_UNIX, socket.SOCK_DGRAM),
    'unix-seqpacket': (socket.AF_UNIX, socket.SOCK_SEQPACKET),
}


def parse(text):
    scheme, rest = text.split(':', 1)
    family, kind = TYPES[scheme]
    if family == socket.AF_UNIX:
        return family, kind, '\0' + rest[1:] if rest.startswith('@') else rest
    host, port = rest.rsplit(':', 1)
    return family, kind, (host.strip('[]'), int(port))


def announce(sock):
    name = sock.getsockname()
    print('listening on port', name[1] if isinstance(name, tuple) else 0, flush=True)


def send(sock, path):
    with open(path, 'rb') as file:
        while data := file.read(65536):
            sock.sendall(data)
    sock.shutdown(socket.SHUT_WR)


def converse(sock, path):
    sock.settimeout(DEADLINE)
    sender = threading.Thread(target=send, args=(sock, path))
    sender.start()
    digest = hashlib.sha256()
    count = 0
    while data := sock.recv(262144):
        digest.update(data)
        count += len(data)
    sender.join()
    print('received', count, digest.hexdigest(), flush=True)


def main(mode, address, argument):
    family, kind, name = parse(address)
    with socket.socket(family, kind) as sock:
        sock.settimeout(DEADLINE)
        if mode == 'listen':
            sock.bind(name)
            sock.listen(1)
            announce(sock)
            connection, _ = sock.accept()
            with connection:
                converse(connection, argument)
        elif mode == 'connect':
            sock.connect(name)
            converse(sock, argument)
        elif mode == 'answer':
            sock.bind(name)
            announce(sock)
            for _ in range(int(argument)):
                data, peer = sock.recvfrom(65536)
                sock.sendto(data.upper(), peer)
        elif mode == 'ask':
            if family == socket.AF_UNIX:
                sock.bind('')  # a name of the kernel's choice, for answers to come to
            sock.connect(name)
            with open(argument, 'rb') as file:
                for line in file:
                    sock.send(line)
                    print(sock.recv(65536).decode(), end='', flush=True)
        else:
            sys.exit(__doc__)


main(*sys.argv[1:])
