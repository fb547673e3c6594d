package io.sockets4j.unix;

import io.sockets4j.testkit.StreamContract;

class UnixStreamContractTest extends StreamContract {}
