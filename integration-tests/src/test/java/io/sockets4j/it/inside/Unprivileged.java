package io.sockets4j.it.inside;

import io.sockets4j.BsdSocket;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.inet.InetFamily;
import io.sockets4j.inet.InetProtocols;
import io.sockets4j.inet.IpOptions;
import io.sockets4j.os.Protocol;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.net.SocketOption;
import java.util.ArrayList;
import java.util.List;

/** The program that tries what takes privileges, without any, and says how each try ended. */
final class Unprivileged {
  private Unprivileged() {}

  private interface Attempt {
    void make() throws IOException;
  }

  /** How to start it: a user that is root and has no capability, so that it reads all files. */
  static List<String> command(List<String> java) {
    List<String> command =
        new ArrayList<>(
            List.of("setpriv", "--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all"));
    command.addAll(java);
    return command;
  }

  public static void main(String[] arguments) {
    say("raw", () -> open(SocketType.RAW, InetProtocols.ICMP));
    say("ping", () -> open(SocketType.DGRAM, InetProtocols.ICMP));
    say("port", () -> bind(81));
    say("mark", () -> set(BsdSocketOptions.SO_MARK, 1));
    say("priority 6", () -> set(BsdSocketOptions.SO_PRIORITY, 6));
    say("priority 7", () -> set(BsdSocketOptions.SO_PRIORITY, 7));
    say("receive buffer", () -> set(BsdSocketOptions.SO_RCVBUFFORCE, 1 << 24));
    say("send buffer", () -> set(BsdSocketOptions.SO_SNDBUFFORCE, 1 << 24));
    say("transparent", () -> set(IpOptions.IP_TRANSPARENT, true));
    say("freebind", () -> set(IpOptions.IP_FREEBIND, true));
  }

  private static void say(String what, Attempt attempt) {
    String outcome;
    try {
      attempt.make();
      outcome = "done";
    } catch (IOException e) {
      outcome = e.getClass().getSuperclass().getSimpleName() + ": " + e.getMessage();
    }
    System.out.println(what + ": " + outcome);
  }

  private static void open(SocketType type, Protocol protocol) throws IOException {
    BsdSocket.open(InetFamily.AF_INET, type, protocol).close();
  }

  private static void bind(int port) throws IOException {
    try (var socket = BsdSocket.open(InetFamily.AF_INET, SocketType.STREAM)) {
      socket.bind(Loopback.of(InetFamily.AF_INET, port));
    }
  }

  private static <T> void set(SocketOption<T> option, T value) throws IOException {
    try (var socket = BsdSocket.open(InetFamily.AF_INET, SocketType.DGRAM)) {
      socket.setOption(option, value);
    }
  }
}
