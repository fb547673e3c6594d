package io.sockets4j.it.inside;

import io.sockets4j.it.places.AnyKernel;
import io.sockets4j.testkit.relay.Binding;
import io.sockets4j.testkit.relay.RunsIn;

/** All tests of this package and of the families, by JNA in the kernel that has every family. */
@RunsIn(value = AnyKernel.class, binding = Binding.JNA, minutes = 25)
class KernelIT {}
