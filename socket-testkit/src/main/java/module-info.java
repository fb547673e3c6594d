/** The contract that every family passes, and the check of declarations against C headers. */
@SuppressWarnings("module") // JUnit looks into the contracts by reflection
module io.sockets4j.testkit {
  requires transitive io.sockets4j.core;
  requires transitive org.junit.jupiter.api;
  requires transitive org.junit.jupiter.params;
  requires java.management;
  requires org.junit.platform.engine;
  requires org.junit.platform.launcher;
  requires static org.jspecify;

  exports io.sockets4j.testkit;
  exports io.sockets4j.testkit.relay;

  opens io.sockets4j.testkit;

  uses io.sockets4j.testkit.FamilyFixture;

  provides org.junit.platform.engine.TestEngine with
      io.sockets4j.testkit.relay.RelayEngine;
}
