package io.sockets4j.it.inside;

import io.sockets4j.it.places.HostContainer;
import io.sockets4j.testkit.relay.RunsIn;

/** All tests of this package and of the families, in a container on this machine's own kernel. */
@RunsIn(value = HostContainer.class, minutes = 15)
class HostIT {}
