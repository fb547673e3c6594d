package io.sockets4j.inet;

import io.sockets4j.testkit.DatagramContract;

/** UDP over IPv4 and IPv6. */
class UdpContractTest extends DatagramContract {}
