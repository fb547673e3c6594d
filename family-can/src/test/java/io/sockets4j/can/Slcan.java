package io.sockets4j.can;

import io.sockets4j.testkit.Python;
import java.io.IOException;

/**
 * A CAN interface with a controller, which is at the other end of a serial line and played by the
 * test: the kernel's slcan on a pseudo-terminal. It has bit rates, states, errors, and a queue that
 * stands still while nobody reads the line.
 */
final class Slcan implements AutoCloseable {
  private static final String CONTROLLER =
      """
      import fcntl, os, sys, termios, threading, tty
      controller, line = os.openpty()
      tty.setraw(line)

      def hear():
          while True:
              heard = os.read(controller, 4096).decode().replace('\\r', '.')
              print('heard ' + heard, flush=True)

      fcntl.ioctl(line, termios.TIOCSETD, (17).to_bytes(4, sys.byteorder)) # N_SLCAN
      name = fcntl.ioctl(line, 0x8910, bytes(16)) # SIOCGIFNAME
      print(name.split(b'\\0')[0].decode(), flush=True)
      threading.Thread(target=hear, daemon=True).start()
      for command in sys.stdin:
          os.write(controller, command.strip().encode() + b'\\r')
      """;

  private final Python controller;
  private final String name;

  private Slcan(Python controller, String name) {
    this.controller = controller;
    this.name = name;
  }

  /** Makes one, which is down, or ends the test where the network is that of a machine in use. */
  static Slcan create() throws IOException {
    Vcan.requireInside();
    Python controller = Python.start(CONTROLLER);
    try {
      return new Slcan(controller, controller.line());
    } catch (IOException | RuntimeException | Error e) {
      controller.close();
      throw e;
    }
  }

  /** The interface as it is now. */
  CanInterface now() throws IOException {
    return CanInterface.byName(name);
  }

  /** What the controller says, in the language of slcan: {@code t1232AABB}, {@code sp130127}. */
  void say(String words) throws IOException {
    controller.tell(words);
  }

  /** What the controller hears next, with a point for the end of each word. */
  String heard() throws IOException {
    return controller.line();
  }

  /** Ends the line, and the interface with it. */
  @Override
  public void close() {
    controller.close();
  }
}
