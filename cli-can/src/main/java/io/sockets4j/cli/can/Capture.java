package io.sockets4j.cli.can;

import io.sockets4j.BsdSelectorProvider;
import io.sockets4j.BsdSocketOptions;
import io.sockets4j.NetInterface;
import io.sockets4j.can.CanAddress;
import io.sockets4j.can.CanFrame;
import io.sockets4j.can.CanFrameBatch;
import io.sockets4j.can.CanFrameBuffer;
import io.sockets4j.can.CanRawOptions;
import io.sockets4j.can.CanRawSocket;
import io.sockets4j.can.CanVcidOptions;
import io.sockets4j.cli.spi.Console;
import io.sockets4j.os.Errno;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Receives what comes from several interfaces, each with filters of its own. */
final class Capture implements AutoCloseable {
  private static final int BATCH = 64;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long UNSIGNED = 0xffff_ffffL;

  private final Options options;
  private final Console console;
  private final Selector selector;
  private final List<Source> sources = new ArrayList<>();
  private final CanFrameBatch batch = new CanFrameBatch(BATCH, CanFrame.Kind.XL);
  private final Map<Integer, String> names = new HashMap<>();
  private final List<Arrival> arrivals = new ArrayList<>();

  /**
   * What is asked for.
   *
   * @param receiveBuffer how many bytes may wait in the kernel; null for as many as it likes
   * @param silence after how many milliseconds without a frame to end; null for never
   * @param drops whether to tell of lost frames
   * @param stay whether to go on when an interface goes down
   */
  record Options(
      @Nullable Integer receiveBuffer, @Nullable Long silence, boolean drops, boolean stay) {}

  /** An interface and its socket. */
  private static final class Source implements Closeable {
    final FrameSource wanted;
    final CanRawSocket socket;
    final CanAddress address;
    long lost;

    Source(FrameSource wanted, CanRawSocket socket, CanAddress address) {
      this.wanted = wanted;
      this.socket = socket;
      this.address = address;
    }

    /** Whether the interface is not only down. */
    boolean isGone() throws IOException {
      return NetInterface.all().stream()
          .noneMatch(each -> each.index() == address.interfaceIndex());
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private Capture(Options options, Console console) throws IOException {
    this.options = options;
    this.console = console;
    this.selector = BsdSelectorProvider.provider().openSelector();
  }

  /** Opens a socket for each source. Frames wait in the kernel from now on. */
  static Capture open(List<FrameSource> wanted, Options options, Console console)
      throws IOException {
    Capture capture = new Capture(options, console);
    try {
      for (FrameSource each : wanted) {
        capture.add(each);
      }
      return capture;
    } catch (IOException | RuntimeException e) {
      try (capture) {
        throw e;
      }
    }
  }

  private void add(FrameSource wanted) throws IOException {
    CanAddress address = wanted.isAny() ? CanAddress.ANY : CanAddress.of(wanted.interfaceName());
    CanRawSocket socket = CanRawSocket.open();
    sources.add(new Source(wanted, socket, address));
    if (!wanted.filters().isEmpty()) {
      socket.setOption(CanRawOptions.CAN_RAW_FILTER, wanted.filters());
    }
    if (wanted.joined()) {
      socket.setOption(CanRawOptions.CAN_RAW_JOIN_FILTERS, true);
    }
    socket.setOption(CanRawOptions.CAN_RAW_ERR_FILTER, wanted.errorClasses());
    RawSockets.setIfThere(socket, CanRawOptions.CAN_RAW_FD_FRAMES, true);
    RawSockets.setIfThere(socket, CanRawOptions.CAN_RAW_XL_FRAMES, true);
    RawSockets.setIfThere(
        socket, CanRawOptions.CAN_RAW_XL_VCID_OPTS, CanVcidOptions.NONE.receive(0, 0));
    if (options.receiveBuffer != null) {
      setReceiveBuffer(socket, options.receiveBuffer);
    }
    socket.tellTimestamps().tellDropped().bind(address);
    socket.socket().configureBlocking(false);
    socket.socket().register(selector, SelectionKey.OP_READ, sources.get(sources.size() - 1));
  }

  private void setReceiveBuffer(CanRawSocket socket, int bytes) throws IOException {
    try {
      socket.setOption(BsdSocketOptions.SO_RCVBUFFORCE, bytes);
    } catch (IOException e) {
      if (!RawSockets.is(e, Errno.EPERM)) {
        throw e;
      }
      socket.setOption(BsdSocketOptions.SO_RCVBUF, bytes);
      int granted = socket.getOption(BsdSocketOptions.SO_RCVBUF) / 2; // of which half is overhead
      if (granted < bytes) {
        console
            .err()
            .println(
                "sockets4j: -r: the system allows %s bytes (net.core.rmem_max), not %s"
                    .formatted(granted, bytes));
      }
    }
  }

  /**
   * Receives until Ctrl-C, or until so many frames or enough silence have come.
   *
   * @throws IOException if an interface is down or gone, or the output fails
   */
  void run(Output output, long most) throws IOException {
    for (Source source : sources) {
      output.addInterface(source.wanted);
    }
    long left = most;
    try (Interruption interruption = new Interruption(selector::wakeup)) {
      long quietSince = System.nanoTime();
      while (left > 0 && !interruption.wanted()) {
        if (!select(quietSince)) {
          return;
        }
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("interrupted while waiting for frames");
        }
        try {
          for (SelectionKey key : selector.selectedKeys()) {
            if (key.attachment() instanceof Source source) {
              receive(source, output);
            }
          }
          selector.selectedKeys().clear();
        } finally {
          if (!arrivals.isEmpty()) {
            quietSince = System.nanoTime();
          }
          left -= write(output, left);
        }
      }
      output.close(); // before the process ends
    }
  }

  /** Waits for frames: false after too long a silence. */
  private boolean select(long quietSince) throws IOException {
    if (options.silence == null) {
      selector.select();
      return true;
    }
    long quiet = System.nanoTime() - quietSince;
    long millis = options.silence - Duration.ofNanos(quiet).toMillis();
    if (millis <= 0) {
      return selector.selectNow() > 0; // what comes at the last moment still counts
    }
    selector.select(millis);
    return true;
  }

  private void receive(Source source, Output output) throws IOException {
    int count;
    try {
      count = source.socket.receive(batch);
    } catch (IOException e) {
      boolean down = RawSockets.is(e, Errno.ENETDOWN);
      if ((down || RawSockets.is(e, Errno.ENODEV)) && source.isGone()) {
        throw new IOException("the interface " + source.wanted.interfaceName() + " is gone", e);
      }
      if (down && options.stay) {
        console
            .err()
            .println("sockets4j: " + source.wanted.interfaceName() + ": " + e.getMessage());
        return;
      }
      throw e;
    }
    for (int i = 0; i < count; i++) {
      CanFrameBuffer frame = batch.frame(i);
      if (options.drops) {
        countLost(source, frame.dropped(), output);
      }
      arrivals.add(
          new Arrival(
              names.computeIfAbsent(
                  frame.interfaceIndex(), index -> CanAddress.of(index).toString()),
              time(frame.timestampNanos()),
              frame.toFrame(),
              frame.isLocal() ? LogLine.Direction.SENT : LogLine.Direction.RECEIVED));
    }
  }

  private static void countLost(Source source, long total, Output output) throws IOException {
    long lost = total - source.lost & UNSIGNED; // the kernel's count begins anew after 32 bits
    if (lost > 0) {
      output.writeLost(lost, total, source.wanted);
      source.lost = total;
    }
  }

  private static Instant time(long nanos) {
    return nanos == 0
        ? Instant.now()
        : Instant.ofEpochSecond(nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND);
  }

  /** Writes what came, in its order in time where it came from several: how many frames. */
  private long write(Output output, long most) throws IOException {
    if (sources.size() > 1) {
      arrivals.sort(Comparator.comparing(Arrival::time));
    }
    long count = Math.min(arrivals.size(), most);
    for (int i = 0; i < count; i++) {
      output.write(arrivals.get(i));
    }
    arrivals.clear();
    output.flush();
    return count;
  }

  @Override
  public void close() throws IOException {
    try (selector) {
      Closing.all(sources);
    }
  }
}
