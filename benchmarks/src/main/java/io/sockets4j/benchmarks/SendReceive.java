package io.sockets4j.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Sends a message of 64 bytes and receives it, in one thread, over a pair of sockets: ours, the
 * JDK's and Python's.
 */
public final class SendReceive {
  private SendReceive() {}

  /**
   * Prints the table.
   *
   * @param arguments the path of the Python program beside this one
   */
  public static void main(String[] arguments) throws IOException {
    Path python = Path.of(arguments[0]);
    Comparison.title("send + receive of 64 bytes");
    Comparison.run(
        "UNIX stream",
        List.of(
            Contenders.ours("sockets4j, heap buffer", Contenders.unixStream(), false),
            Contenders.ours("sockets4j, direct buffer", Contenders.unixStream(), true),
            Contenders.jdkUnixStream("SocketChannel, heap buffer", false),
            Contenders.jdkUnixStream("SocketChannel, direct buffer", true),
            ProgramContender.python("Python, send and recv_into", python, "unix")));
    Comparison.run(
        "UDP loopback, connected",
        List.of(
            Contenders.ours("sockets4j, heap buffer", Contenders.udp(), false),
            Contenders.ours("sockets4j, direct buffer", Contenders.udp(), true),
            Contenders.jdkUdp("DatagramChannel, heap buffer", false),
            Contenders.jdkUdp("DatagramChannel, direct buffer", true),
            ProgramContender.python("Python, send and recv_into", python, "udp")));
  }
}
