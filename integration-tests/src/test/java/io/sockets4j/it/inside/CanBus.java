package io.sockets4j.it.inside;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.NetInterface;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A virtual CAN interface that a test has to itself, and the programs of can-utils on it. */
final class CanBus implements AutoCloseable {
  /** How many there are. Their names are used again, so that what is said of them is the same. */
  private static final AtomicInteger THERE = new AtomicInteger();

  private static final Path RECEIVERS = Path.of("/proc/net/can");
  private static final long DEADLINE_NANOS = 30_000_000_000L;

  private final String name;

  private CanBus(String name) {
    this.name = name;
  }

  /** One that carries classic and FD frames, which is as far as older can-utils go. */
  static CanBus ofFd() throws Exception {
    return make(72);
  }

  /** One that carries XL frames too. */
  static CanBus ofXl() throws Exception {
    return make(2060);
  }

  private static CanBus make(int mtu) throws Exception {
    String name = "bus" + THERE.get();
    Command.ip("link add " + name + " mtu " + mtu + " type vcan");
    int unused = THERE.incrementAndGet();
    Command.ip("link set " + name + " up");
    return new CanBus(name);
  }

  String name() {
    return name;
  }

  /** Starts a program of can-utils; the word BUS is this interface. */
  Program start(Tool tool, String... arguments) throws IOException {
    return Program.start(
        Stream.concat(Stream.of(tool.require()), Arrays.stream(arguments))
            .map(word -> word.replace("BUS", name))
            .toArray(String[]::new));
  }

  /** Runs a program of can-utils to its end. */
  void run(Tool tool, String... arguments) throws Exception {
    try (Program program = start(tool, arguments)) {
      Program.Result result = program.finish();
      assertThat(result.status()).as(result.toString()).isZero();
    }
  }

  /** Waits until so many filters of raw sockets receive from this interface. */
  void awaitFilters(int count) throws Exception {
    long begin = System.nanoTime();
    while (filters() < count) {
      assertThat(System.nanoTime() - begin).as("filters: " + filters()).isLessThan(DEADLINE_NANOS);
      Thread.sleep(5);
    }
  }

  private long filters() throws IOException {
    long count = 0;
    for (String list : List.of("all", "fil", "inv", "sff", "eff", "err")) {
      count +=
          Files.readAllLines(RECEIVERS.resolve("rcvlist_" + list)).stream()
              .map(line -> line.strip().split(" +", -1))
              .filter(words -> words[0].equals(name) && words[words.length - 1].equals("raw"))
              .count();
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    int unused = THERE.decrementAndGet();
    if (NetInterface.all().stream().anyMatch(each -> each.name().equals(name))) {
      try {
        Command.ip("link del " + name);
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException("cannot remove " + name, e);
      }
    }
  }
}
