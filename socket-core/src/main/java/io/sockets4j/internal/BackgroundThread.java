package io.sockets4j.internal;

/** A platform thread of the library's own, which keeps no program from ending. */
final class BackgroundThread {
  private BackgroundThread() {}

  static void start(String name, Runnable work) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null); // it belongs to no application
    thread.start();
  }
}
