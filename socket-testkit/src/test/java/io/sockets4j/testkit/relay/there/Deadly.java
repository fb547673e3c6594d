package io.sockets4j.testkit.relay.there;

import org.junit.jupiter.api.Test;

/** Ends its JVM. */
class Deadly {
  @Test
  void dies() {
    Runtime.getRuntime().halt(3);
  }
}
