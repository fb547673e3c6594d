package io.sockets4j.it.inside;

import io.sockets4j.it.places.HostContainer;
import io.sockets4j.testkit.relay.Binding;
import io.sockets4j.testkit.relay.RunsIn;

/** The tests of {@link MachineIT}, by java.lang.foreign. */
@RunsIn(value = HostContainer.class, binding = Binding.FFM, minutes = 15)
class MachineFfmIT {}
