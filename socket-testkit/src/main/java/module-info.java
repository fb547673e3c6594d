/** The contract that every family passes. */
module io.sockets4j.testkit {
  requires transitive io.sockets4j.core;
  requires transitive org.junit.jupiter.api;
  requires static org.jspecify;
}
