package io.sockets4j.benchmarks;

import com.sun.management.ThreadMXBean;
import io.sockets4j.can.CanAddress;
import io.sockets4j.can.CanFilter;
import io.sockets4j.can.CanFrame;
import io.sockets4j.can.CanFrameBatch;
import io.sockets4j.can.CanFrameBuffer;
import io.sockets4j.can.CanRawSocket;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Receives classic CAN frames through a virtual interface, and adds up identifiers and data: ours,
 * one in C, Python's and JavaCAN. A hundred are sent before, and do not count.
 */
public final class ReceiveCan {
  private static final int AT_ONCE = 100;
  private static final int FIRST_ID = 0x100;

  private ReceiveCan() {}

  /**
   * Prints the table.
   *
   * @param arguments the interface; the program of C, that of Python and that of JavaCAN; the
   *     folder with JavaCAN, which may be empty
   */
  public static void main(String[] arguments) throws IOException {
    CanAddress address = CanAddress.of(arguments[0]);
    Comparison.title("receiving a CAN frame of 8 bytes");
    List<Contender> contenders = new ArrayList<>();
    contenders.add(program("C, read", arguments[1], arguments[0], "read", 0));
    contenders.add(program("C, recvmmsg of 100", arguments[1], arguments[0], "recvmmsg", 1));
    contenders.add(new Values(address, FIRST_ID + 2));
    contenders.add(new Buffers(address, FIRST_ID + 3));
    contenders.add(new Batches(address, FIRST_ID + 4));
    Path python = Path.of(arguments[2]);
    contenders.add(ProgramContender.python("Python, recv", python, arguments[0], "recv", id(5)));
    contenders.add(
        ProgramContender.python("Python, recv_into", python, arguments[0], "recv_into", id(6)));
    if (Files.isDirectory(Path.of(arguments[4]))) {
      contenders.add(javaCan("JavaCAN, read", arguments, "read", 7));
      contenders.add(javaCan("JavaCAN, readUnsafe", arguments, "readUnsafe", 8));
    } else {
      System.out.println("JavaCAN is not in " + arguments[4] + ": without it");
    }
    Comparison.run(arguments[0], contenders);
  }

  private static String id(int number) {
    return Integer.toString(FIRST_ID + number);
  }

  private static Contender program(
      String name, String program, String interfaceName, String kind, int number) {
    return new ProgramContender(name, List.of(program, interfaceName, kind, id(number)));
  }

  /** In a JVM of its own, since it is no module, and this one's class path has none of it. */
  private static Contender javaCan(String name, String[] arguments, String kind, int number) {
    return new ProgramContender(
        name,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            arguments[4] + "/*",
            arguments[3],
            arguments[0],
            kind,
            id(number)));
  }

  /** Ours: what differs is how the frames that are there are received. */
  private abstract static class Ours implements Contender {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String name;
    final CanRawSocket receiver;
    private final CanRawSocket sender;
    private final CanFrameBatch out = new CanFrameBatch(AT_ONCE, CanFrame.Kind.CLASSIC);
    private final long expected;
    private long allocated;

    Ours(String name, CanAddress address, int id) throws IOException {
      this.name = name;
      receiver = CanRawSocket.open(address, List.of(CanFilter.exact(id)));
      sender = CanRawSocket.open(address, List.of());
      long sum = 0;
      for (int i = 0; i < AT_ONCE; i++) {
        out.frame(i).setClassic(id, 8).data().putLong(0, i);
        sum += id + i;
      }
      expected = sum;
    }

    /** Receives a hundred frames; the sum of their identifiers and data. */
    abstract long receive() throws IOException;

    @Override
    public final String name() {
      return name;
    }

    @Override
    public final long run(int times) throws IOException {
      long nanos = 0;
      allocated = 0;
      for (int done = 0; done < times; done += AT_ONCE) {
        for (int sent = 0; sent < AT_ONCE; ) {
          sent += sender.send(out, sent, AT_ONCE - sent);
        }
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        long sum = receive();
        nanos += System.nanoTime() - start;
        allocated += THREADS.getCurrentThreadAllocatedBytes() - bytes;
        if (sum != expected) {
          throw new IOException("received " + sum + " in place of " + expected);
        }
      }
      return nanos;
    }

    @Override
    public final long allocated() {
      return allocated;
    }

    @Override
    public final void close() throws IOException {
      receiver.close();
      sender.close();
    }
  }

  private static final class Values extends Ours {
    Values(CanAddress address, int id) throws IOException {
      super("sockets4j, CanFrame", address, id);
    }

    @Override
    long receive() throws IOException {
      long sum = 0;
      for (int i = 0; i < AT_ONCE; i++) {
        CanFrame frame = receiver.receive();
        long number = 0;
        for (int b = 0; b < 8; b++) {
          number = number << 8 | frame.data(b);
        }
        sum += frame.id() + number;
      }
      return sum;
    }
  }

  private static final class Buffers extends Ours {
    private final CanFrameBuffer in = new CanFrameBuffer();

    Buffers(CanAddress address, int id) throws IOException {
      super("sockets4j, CanFrameBuffer", address, id);
    }

    @Override
    long receive() throws IOException {
      long sum = 0;
      for (int i = 0; i < AT_ONCE; i++) {
        if (!receiver.receive(in)) {
          throw new IOException("no frame");
        }
        sum += in.id() + in.data().getLong();
      }
      return sum;
    }
  }

  private static final class Batches extends Ours {
    private final CanFrameBatch in = new CanFrameBatch(AT_ONCE, CanFrame.Kind.CLASSIC);

    Batches(CanAddress address, int id) throws IOException {
      super("sockets4j, CanFrameBatch of 100", address, id);
    }

    @Override
    long receive() throws IOException {
      long sum = 0;
      for (int came = 0; came < AT_ONCE; ) {
        int some = receiver.receive(in);
        for (int i = 0; i < some; i++) {
          CanFrameBuffer frame = in.frame(i);
          sum += frame.id() + frame.data().getLong();
        }
        came += some;
      }
      return sum;
    }
  }
}
