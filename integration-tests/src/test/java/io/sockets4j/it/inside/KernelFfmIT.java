package io.sockets4j.it.inside;

import io.sockets4j.it.places.AnotherKernel;
import io.sockets4j.testkit.relay.Binding;
import io.sockets4j.testkit.relay.RunsIn;

/** The tests of {@link KernelIT}, by java.lang.foreign. */
@RunsIn(value = AnotherKernel.class, binding = Binding.FFM, minutes = 25)
class KernelFfmIT {}
