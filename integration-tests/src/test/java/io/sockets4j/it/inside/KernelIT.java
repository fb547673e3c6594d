package io.sockets4j.it.inside;

import io.sockets4j.testkit.relay.KernelProcess;
import io.sockets4j.testkit.relay.RunsIn;

/** All tests of this package and of the families, in the kernel that has every family. */
@RunsIn(KernelProcess.class)
class KernelIT {}
