package org.example.phonet;

import io.sockets4j.testkit.DatagramContract;

class PhonetContractTest extends DatagramContract {}
