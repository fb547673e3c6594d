package io.sockets4j.it.selector;

import io.sockets4j.testkit.relay.Binding;
import io.sockets4j.testkit.relay.RunsIn;
import io.sockets4j.testkit.relay.ThisMachine;

/** The tests of this package, and of modules that are no families, by JNA and with the jars. */
@RunsIn(value = ThisMachine.class, binding = Binding.JNA, rootsWith = PackagedIT.MARK)
class PackagedIT {
  /** What jars with such tests have. */
  static final String MARK = "META-INF/sockets4j/tests-for-each-binding";
}
