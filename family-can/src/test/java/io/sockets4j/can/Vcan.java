package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockets4j.testkit.Program;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A virtual CAN interface that a test has to itself, up and for frames of every kind. It is made
 * where the network is no real one: in the kernel that has every family, or a container.
 */
final class Vcan implements AutoCloseable {
  private static final AtomicInteger MADE = new AtomicInteger();

  private final String name;

  private Vcan(String name) {
    this.name = name;
  }

  /** Makes one, or ends the test where it would change the network of a machine in use. */
  static Vcan create() throws IOException {
    assumeTrue(
        System.getProperty("sockets4j.inside") != null,
        "it makes interfaces, and so runs in the kernel and in containers alone");
    String name = "tcan" + MADE.incrementAndGet();
    ip("link add " + name + " mtu 2060 type vcan");
    ip("link set " + name + " up");
    return new Vcan(name);
  }

  /** Runs {@code ip} with the words of a line. */
  static void ip(String line) throws IOException {
    List<String> words = Arrays.asList(("ip " + line).split(" ", -1));
    try (Program program = Program.start(words.toArray(String[]::new))) {
      Program.Result result = program.finish();
      assertThat(result.status()).as(line + ": " + result.err()).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(line);
    }
  }

  String name() {
    return name;
  }

  CanAddress address() throws IOException {
    return CanAddress.of(name);
  }

  @Override
  public void close() throws IOException {
    ip("link del " + name);
  }
}
