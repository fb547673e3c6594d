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

  private final CanInterface made;
  private boolean gone;

  private Vcan(CanInterface made) {
    this.made = made;
  }

  /** Makes one, or ends the test where it would change the network of a machine in use. */
  static Vcan create() throws IOException {
    requireInside();
    String name = freeName();
    Vcan vcan = new Vcan(CanInterface.createVcan(name));
    vcan.made.setMtu(CanInterface.XL_MTU).up();
    return vcan;
  }

  /** Ends the test where the network is that of a machine in use. */
  static void requireInside() {
    assumeTrue(
        isInside(), "it makes interfaces, and so runs in the kernel and in containers alone");
  }

  static boolean isInside() {
    return System.getProperty("sockets4j.inside") != null;
  }

  /** A name that no other interface has. */
  static String freeName() {
    return "tcan" + MADE.incrementAndGet();
  }

  /** Runs {@code ip} with the words of a line. */
  static String ip(String line) throws IOException {
    List<String> words = Arrays.asList(("ip " + line).split(" ", -1));
    try (Program program = Program.start(words.toArray(String[]::new))) {
      Program.Result result = program.finish();
      assertThat(result.status()).as(line + ": " + result.err()).isZero();
      return result.out();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(line);
    }
  }

  String name() {
    return made.name();
  }

  CanAddress address() {
    return made.address();
  }

  /** The interface as it is now. */
  CanInterface now() throws IOException {
    return made.refresh();
  }

  void down() throws IOException {
    made.down();
  }

  void up() throws IOException {
    made.up();
  }

  /** Removes it before its time. */
  void delete() throws IOException {
    gone = true;
    made.delete();
  }

  /** Removes what has the name now: the test may have made it anew. */
  @Override
  public void close() throws IOException {
    if (gone) {
      return;
    }
    gone = true;
    for (CanInterface each : CanInterface.all()) {
      if (each.name().equals(name())) {
        each.delete();
      }
    }
  }
}
