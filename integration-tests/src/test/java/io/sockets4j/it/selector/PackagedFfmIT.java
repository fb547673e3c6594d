package io.sockets4j.it.selector;

import io.sockets4j.testkit.relay.Binding;
import io.sockets4j.testkit.relay.RunsIn;
import io.sockets4j.testkit.relay.ThisMachine;

/** The tests of {@link PackagedIT}, by java.lang.foreign. */
@RunsIn(value = ThisMachine.class, binding = Binding.FFM, rootsWith = PackagedIT.MARK)
class PackagedFfmIT {}
