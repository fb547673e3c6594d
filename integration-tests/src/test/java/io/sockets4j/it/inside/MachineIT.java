package io.sockets4j.it.inside;

import io.sockets4j.it.places.HostContainer;
import io.sockets4j.testkit.relay.Binding;
import io.sockets4j.testkit.relay.RunsIn;

/**
 * All tests of this package and of the families, by JNA in a container on this machine's kernel.
 */
@RunsIn(value = HostContainer.class, binding = Binding.JNA, minutes = 15)
class MachineIT {}
