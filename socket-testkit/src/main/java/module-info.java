/** The contract that every family passes, and the check of declarations against C headers. */
@SuppressWarnings("module") // JUnit looks into the contracts by reflection
module io.sockets4j.testkit {
  requires transitive io.sockets4j.core;
  requires transitive org.junit.jupiter.api;
  requires transitive org.junit.jupiter.params;
  requires java.management;
  requires static org.jspecify;

  exports io.sockets4j.testkit;

  opens io.sockets4j.testkit;

  uses io.sockets4j.testkit.FamilyFixture;
}
