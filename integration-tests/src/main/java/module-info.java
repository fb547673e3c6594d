/** A program that knows the core alone; families come with the module path. */
module io.sockets4j.it {
  requires io.sockets4j.core;
  requires static org.jspecify;
}
