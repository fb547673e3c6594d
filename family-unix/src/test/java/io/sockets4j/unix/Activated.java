package io.sockets4j.unix;

import io.sockets4j.BsdSocket;
import io.sockets4j.OwnedDescriptor;
import io.sockets4j.SocketActivation;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A service that was activated: says what it was given, and serves one client. */
final class Activated {
  private Activated() {}

  public static void main(String[] arguments) throws IOException {
    BsdSocket.setDefaultTimeout(Duration.ofSeconds(20));
    try {
      if (arguments[0].equals("sockets")) {
        sockets();
      } else {
        descriptors();
      }
    } catch (IOException e) {
      System.out.println("refused: " + e.getMessage());
      // And nothing is lost.
      System.out.println(SocketActivation.descriptors().size());
    }
  }

  private static void sockets() throws IOException {
    List<BsdSocket<?>> sockets = SocketActivation.sockets();
    for (BsdSocket<?> socket : sockets) {
      System.out.printf(
          "%d %d %s %s%n",
          socket.fd(), socket.family().domain(), socket.type(), socket.isInheritable());
    }
    System.out.println("later: " + SocketActivation.sockets().size());
    for (BsdSocket<?> socket : sockets) {
      if (socket.type().equals(SocketType.STREAM)) {
        try (BsdSocket<?> client = socket.accept()) {
          client.sendAll("served\n".getBytes(StandardCharsets.UTF_8));
        }
      } else {
        byte[] message = socket.receive(100);
        System.out.println("got " + new String(message, StandardCharsets.UTF_8));
      }
    }
  }

  private static void descriptors() throws IOException {
    for (SocketActivation.Passed passed : SocketActivation.descriptors()) {
      try (OwnedDescriptor descriptor = passed.descriptor()) {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        int length = descriptor.read(buffer);
        String text = new String(buffer.array(), 0, Math.max(length, 0), StandardCharsets.UTF_8);
        System.out.println(passed.name() + " " + text);
      }
    }
    System.out.println("later: " + SocketActivation.descriptors().size());
  }
}
