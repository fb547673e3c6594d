package org.example.phonet;

import io.sockets4j.testkit.relay.KernelProcess;
import io.sockets4j.testkit.relay.RunsIn;

/** All tests of this module, in the kernel that has every family. */
@RunsIn(KernelProcess.class)
class PhonetKernelIT {}
