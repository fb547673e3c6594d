/** What calls cost. */
module io.sockets4j.benchmarks {
  requires io.sockets4j.can;
  requires io.sockets4j.core;
  requires io.sockets4j.inet;
  requires io.sockets4j.unix;
  requires java.management;
  requires jdk.management;
  requires static org.jspecify;
}
