package io.sockets4j.unix;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.OwnedDescriptor;
import io.sockets4j.SocketPair;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.DescriptorAccounting;
import io.sockets4j.testkit.Program;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** No descriptor is lost, whatever happens while it arrives. */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "open descriptors are counted in /proc")
@ExtendWith(DescriptorAccounting.class)
class DescriptorLossTest {

  /** The JVM makes use of all that the hard limit allows. */
  @Test
  void whatTheProcessHasNoDescriptorsForIsCut() throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n 100; exec \"$@\"", "sh"));
    List<String> java = new ArrayList<>(Program.java(Exhausted.class));
    // A thread that compiles takes a descriptor now and then, to see how much memory there is.
    java.add(1, "-Xint");
    command.addAll(java);
    try (Program program = Program.start(command, null, null)) {
      Program.Result result = program.finish();
      assertThat(result.err()).isEmpty();
      assertThat(result.out().strip()).isEqualTo("nothing is left");
      assertThat(result.status()).isZero();
    }
  }

  /** The receiver is closed at any moment, by another thread: before, amid and after. */
  @Test
  void aCloseAmidAReceiveLosesNone() throws Exception {
    Random random = new Random(12);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Set<String> before = DescriptorAccounting.openSockets();
    int received = 0;
    int closed = 0;
    try {
      for (int round = 0; round < 3000; round++) {
        SocketPair<UnixAddress> pair = BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.DGRAM);
        try (Message message = new Message(ByteBuffer.allocate(1)).roomForDescriptors(3)) {
          boolean taking = random.nextBoolean();
          Future<Boolean> receiving = threads.submit(() -> receive(pair.second(), message, taking));
          Future<?> sending = threads.submit(() -> send(pair.first()));
          int pause = random.nextInt(20_000);
          for (int i = 0; i < pause; i++) {
            Thread.onSpinWait();
          }
          pair.second().close();
          if (receiving.get(20, TimeUnit.SECONDS)) {
            received++;
          } else {
            closed++;
          }
          sending.get(20, TimeUnit.SECONDS);
        } finally {
          pair.close();
        }
      }
    } finally {
      threads.shutdown();
      assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(received + closed).isEqualTo(3000);
    assertThat(received).isPositive();
    assertThat(closed).isPositive();
    assertThat(DescriptorAccounting.openSockets()).isEqualTo(before);
  }

  /** What is not taken goes with the message. */
  private static boolean receive(BsdSocket<?> socket, Message message, boolean taking)
      throws IOException {
    try {
      int unused = socket.receiveMessage(message);
    } catch (ClosedChannelException e) {
      return false;
    }
    if (taking) {
      for (OwnedDescriptor one : message.takeDescriptors()) {
        one.close();
      }
    }
    return true;
  }

  private static void send(BsdSocket<?> socket) {
    Message message =
        new Message(ByteBuffer.allocate(1))
            .addDescriptor(socket)
            .addDescriptor(socket)
            .addDescriptor(socket);
    try {
      int unused = socket.sendMessage(message);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("ECONNREFUSED"); // the other end was closed before
    }
  }
}
