package io.sockets4j.unix;

import io.sockets4j.testkit.DatagramContract;

class UnixDatagramContractTest extends DatagramContract {}
