"""The second echo server of Python's documentation, as one that takes IPv4 and IPv6 at once."""
import socket
import sys

PORT = int(sys.argv[1])
with socket.create_server(('', PORT), family=socket.AF_INET6, dualstack_ipv6=True) as s:
    print('Listening on port', s.getsockname()[1], flush=True)
    conn, addr = s.accept()
    with conn:
        print('Connected by', addr)
        while True:
            data = conn.recv(1024)
            if not data:
                break
            conn.send(data)
