package io.sockets4j.unix;

import static io.sockets4j.unix.UnixFamily.AF_UNIX;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.SocketPair;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.DescriptorAccounting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What tests of descriptors have in common: after each, none is left. */
@Timeout(60)
abstract class DescriptorsTest {
  @TempDir Path folder;
  private Set<String> before = Set.of();

  /** Those of the kinds that are sent here: the JVM opens others whenever it likes. */
  static Set<String> descriptors() {
    Set<String> all = DescriptorAccounting.openDescriptors();
    all.removeIf(descriptor -> !descriptor.matches(".*(socket:|pipe:|pidfd|/sent-).*"));
    return all;
  }

  static int open() {
    return descriptors().size();
  }

  @BeforeAll
  static void letTheJdkOpenItsOwn(@TempDir Path any) throws IOException {
    Files.writeString(any.resolve("file"), ""); // at first, a socket to close files by
  }

  @BeforeEach
  void count() {
    before = descriptors();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(descriptors()).isEqualTo(before);
  }

  static SocketPair<UnixAddress> pair(SocketType type) throws IOException {
    SocketPair<UnixAddress> pair = BsdSocket.pair(AF_UNIX, type);
    pair.first().setTimeout(Duration.ofSeconds(20));
    pair.second().setTimeout(Duration.ofSeconds(20));
    return pair;
  }

  static Message message(int length) {
    return new Message(ByteBuffer.allocate(length));
  }

  static Message receiver(int descriptors) {
    return message(100).roomForDescriptors(descriptors);
  }

  /** A message with some sockets that are open only for as long as it is sent. */
  static void send(BsdSocket<?> socket, int descriptors) throws IOException {
    Message message = message(1);
    List<BsdSocket<?>> sent = new ArrayList<>();
    try {
      for (int i = 0; i < descriptors; i++) {
        BsdSocket<?> one = BsdSocket.open(AF_UNIX, SocketType.DGRAM);
        sent.add(one);
        message.addDescriptor(one);
      }
      assertThat(socket.sendMessage(message)).isEqualTo(1);
    } finally {
      for (BsdSocket<?> one : sent) {
        one.close();
      }
    }
  }

  static <T> FutureTask<T> start(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "descriptors");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  static <T> T result(FutureTask<T> task) throws Exception {
    return task.get(30, TimeUnit.SECONDS);
  }
}
