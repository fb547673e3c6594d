package io.sockets4j.unix;

import io.sockets4j.testkit.SeqpacketContract;

class UnixSeqpacketContractTest extends SeqpacketContract {}
