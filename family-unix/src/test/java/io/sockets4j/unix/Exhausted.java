package io.sockets4j.unix;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.OwnedDescriptor;
import io.sockets4j.SocketPair;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.DescriptorAccounting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Receives descriptors where there are hardly any left. The process has few from the start; what it
 * needs of them for its classes it has used before they run out.
 */
final class Exhausted {
  private static final int SENT = 5;
  private static final int ROUNDS = 100;

  /** More than the process may have. */
  private static final int ALL = 10_000;

  private Exhausted() {}

  public static void main(String[] arguments) throws IOException {
    round(0, 8); // loads the classes
    String before = DescriptorAccounting.openSockets().toString();
    for (int i = 0; i < ROUNDS; i++) {
      for (int free = 0; free <= SENT; free++) {
        round(ALL, free);
      }
    }
    String after = DescriptorAccounting.openSockets().toString();
    System.out.println(before.equals(after) ? "nothing is left" : before + " and now " + after);
  }

  private static void round(int most, int free) throws IOException {
    Deque<BsdSocket<?>> used = new ArrayDeque<>();
    try (SocketPair<UnixAddress> pair = BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.SEQPACKET);
        Message incoming = new Message(ByteBuffer.allocate(1)).roomForDescriptors(SENT)) {
      Message outgoing = new Message(ByteBuffer.allocate(1));
      for (int i = 0; i < SENT; i++) {
        outgoing.addDescriptor(pair.first());
      }
      int unused = pair.first().sendMessage(outgoing);
      fill(pair.first(), used, most);
      for (int i = 0; i < free && !used.isEmpty(); i++) {
        used.pop().close();
      }
      unused = pair.second().receiveMessage(incoming);
      List<OwnedDescriptor> taken = incoming.takeDescriptors();
      // The JVM itself may give one back meanwhile.
      int least = most == 0 ? SENT : Math.min(free, SENT);
      if (taken.size() < least || incoming.controlTruncated() != (taken.size() < SENT)) {
        throw new AssertionError(
            "%d free: %d came, %s".formatted(free, taken.size(), incoming.flags()));
      }
      for (OwnedDescriptor one : taken) {
        one.close();
      }
    } finally {
      while (!used.isEmpty()) {
        used.pop().close();
      }
    }
  }

  private static void fill(BsdSocket<?> socket, Deque<BsdSocket<?>> used, int most) {
    try {
      socket.setOption(0, -1, 0);
      throw new AssertionError("an option that there is not");
    } catch (IOException e) {
      // So that what makes exceptions is there when there is nothing left to load it with.
    }
    try {
      for (int i = 0; i < most; i++) {
        used.push(socket.duplicate());
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("EMFILE")) {
        throw new AssertionError(e);
      }
    }
  }
}
