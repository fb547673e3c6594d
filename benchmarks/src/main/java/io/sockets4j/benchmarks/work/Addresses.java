package io.sockets4j.benchmarks.work;

/** What is decoded. */
final class Addresses {
  static final int PORT = 54321;
  static final String UNIX_PATH = "/run/user/1000/example/service.socket";

  private Addresses() {}
}
