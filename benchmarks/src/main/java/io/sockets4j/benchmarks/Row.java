package io.sockets4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row of the table: a task, all but its count the same in a quick run.
 *
 * @param task the task of a full run
 * @param quickCount the count of a quick run
 * @param pace how long an operation takes, roughly
 */
record Row(Task task, int quickCount, Pace pace) {
  /** How long an operation takes: the number of rounds goes down with it. */
  enum Pace {
    FAST,
    SLOW
  }

  private static final int[] SIZES = {1, 64, 1024, 16384};
  private static final List<String> BUFFERS = List.of("heap", "direct");

  /** What the command calls it. */
  String id() {
    String id = task.work() + "/" + task.transport() + "/" + task.variant();
    return switch (task.work()) {
      case "send-receive" -> id + "/" + task.size();
      case "select" -> id + "/" + task.count();
      default -> id;
    };
  }

  /** What a person calls it. */
  String title(boolean quick) {
    String what =
        switch (task.work()) {
          case "send-receive" -> "send+receive " + bytes(task.size());
          case "send-to" -> "sendTo+receiveFrom " + bytes(task.size());
          case "request-response" -> "request-response, two threads, " + bytes(task.size());
          case "bulk" -> "bulk %d MiB".formatted(count(quick));
          case "datagrams" -> "a datagram of %d, %s".formatted(task.size(), howBatched());
          case "message" -> "send+receiveMessage, two control messages " + task.variant();
          case "accept" -> "connect+accept+close";
          case "select" -> "a message of 100 active among %,d idle".formatted(count(quick));
          case "virtual-threads" -> "round trip, %,d virtual threads".formatted(2 * count(quick));
          case "file" -> "file of %d MiB, %s".formatted(count(quick), task.variant());
          case "decode" -> "address decode";
          case "can" -> "receive a CAN frame, " + task.variant();
          default -> throw new IllegalStateException(task.work());
        };
    String buffers = BUFFERS.contains(task.variant()) ? ", " + task.variant() : "";
    return what + ", " + task.transport() + buffers;
  }

  private String howBatched() {
    return task.variant().equals("batched") ? "32 in a batch" : "one by one";
  }

  private static String bytes(int size) {
    return size < 65536 ? size + " B" : (size >> 10) + " KiB";
  }

  private int count(boolean quick) {
    return quick ? quickCount : task.count();
  }

  Task task(boolean quick) {
    return new Task(task.work(), task.transport(), task.size(), task.variant(), count(quick));
  }

  /** All of them. */
  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    for (String transport : List.of("unix-datagram", "unix-stream", "udp")) {
      for (int size : SIZES) {
        BUFFERS.forEach(buffer -> rows.add(fast("send-receive", transport, size, buffer)));
      }
    }
    BUFFERS.forEach(buffer -> rows.add(fast("send-receive", "unix-stream", 65536, buffer)));
    BUFFERS.forEach(buffer -> rows.add(fast("send-to", "udp", 64, buffer)));
    for (String transport : List.of("tcp", "unix-stream")) {
      BUFFERS.forEach(buffer -> rows.add(fast("request-response", transport, 64, buffer)));
    }
    rows.add(slow("bulk", "tcp", 65536, "direct", 1024, 32));
    rows.add(slow("bulk", "unix-stream", 65536, "direct", 1024, 32));
    rows.add(fast("datagrams", "udp", 64, "single"));
    rows.add(fast("datagrams", "udp", 64, "batched"));
    for (String use : List.of("ignored", "decoded", "listed")) {
      rows.add(fast("message", "udp", 64, use));
    }
    rows.add(fast("accept", "tcp", 1, "direct"));
    rows.add(fast("accept", "unix-stream", 1, "direct"));
    rows.add(new Row(new Task("select", "tcp", 64, "direct", 100), 100, Pace.FAST));
    rows.add(new Row(new Task("select", "tcp", 64, "direct", 10_000), 10_000, Pace.FAST));
    rows.add(slow("virtual-threads", "tcp", 64, "heap", 5_000, 5_000));
    for (String way : List.of("path", "channel", "mapped")) {
      rows.add(slow("file", "tcp", 65536, way, 256, 16));
    }
    rows.add(fast("decode", "udp", 0, "inet"));
    rows.add(fast("decode", "unix-stream", 0, "unix"));
    return rows;
  }

  /** Those of CAN, which need a virtual interface. */
  static List<Row> can(String interfaceName) {
    return Stream.of("values", "buffer", "batch")
        .map(variant -> fast("can", interfaceName, 8, variant))
        .toList();
  }

  private static Row fast(String work, String transport, int size, String variant) {
    return new Row(new Task(work, transport, size, variant, 0), 0, Pace.FAST);
  }

  private static Row slow(
      String work, String transport, int size, String variant, int count, int quickCount) {
    return new Row(new Task(work, transport, size, variant, count), quickCount, Pace.SLOW);
  }
}
