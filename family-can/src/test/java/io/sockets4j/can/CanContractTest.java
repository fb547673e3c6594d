package io.sockets4j.can;

import io.sockets4j.testkit.MessageContract;

class CanContractTest extends MessageContract {}
