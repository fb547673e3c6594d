package io.sockets4j.inet;

import io.sockets4j.testkit.StreamContract;

/** TCP over IPv4 and IPv6. */
class TcpContractTest extends StreamContract {}
