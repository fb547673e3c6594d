package io.sockets4j.benchmarks;

import java.util.List;

/**
 * What is to be done, as the driver tells every contender in one line.
 *
 * @param work the name of the work, such as {@code send-receive}
 * @param transport {@code tcp}, {@code udp}, {@code unix-stream}, {@code unix-datagram}
 * @param size bytes of a message
 * @param variant the kind of buffer, or another way to do the work
 * @param count how many, where the work needs a number: MiB, connections
 */
public record Task(String work, String transport, int size, String variant, int count) {
  /** Whether buffers are direct ones. */
  public boolean direct() {
    return variant.equals("direct");
  }

  /** Whether the transport is a stream. */
  public boolean stream() {
    return !transport.equals("udp") && !transport.equals("unix-datagram");
  }

  /** How it is told to contenders. */
  public String line() {
    return String.join(
        " ", work, transport, Integer.toString(size), variant, Integer.toString(count));
  }

  /** Reads what {@link #line} writes. */
  public static Task parse(List<String> words) {
    return new Task(
        words.get(0),
        words.get(1),
        Integer.parseInt(words.get(2)),
        words.get(3),
        Integer.parseInt(words.get(4)));
  }
}
