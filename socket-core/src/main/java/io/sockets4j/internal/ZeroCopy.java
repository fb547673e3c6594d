package io.sockets4j.internal;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Sends with MSG_ZEROCOPY, and the reports of the error queue of which are complete. */
public final class ZeroCopy {
  private static final NativeSocket.Attempt<ZeroCopy> REPORT = ZeroCopy::receiveOnce;
  private static final int SEND_FLAGS = Abi.MSG_ZEROCOPY | Abi.MSG_DONTWAIT;
  private static final int ERRORS = Abi.MSG_ERRQUEUE | Abi.MSG_DONTWAIT;

  private final NativeSocket socket;
  private final MessageParts report;
  private final Reader reader;
  private final KeptBuffers kept = new KeptBuffers(0);

  /** Makes something of a report that came. */
  @FunctionalInterface
  public interface Reader {
    void read(ZeroCopy target);
  }

  /** Reports are received into a message, of which a reader then makes something. */
  public ZeroCopy(NativeSocket socket, MessageParts report, Reader reader) {
    this.socket = socket;
    this.report = report;
    this.reader = reader;
  }

  /**
   * Sends from a direct buffer, of a stream perhaps only a part.
   *
   * @return the number of the send, or what went wrong
   */
  public long send(ByteBuffer source, @Nullable SocketAddress target) throws IOException {
    return send(source, target, deadline());
  }

  /** Sends all of a direct buffer: the number of the last send, or what went wrong. */
  public long sendAll(ByteBuffer source) throws IOException {
    long deadline = deadline();
    long turn = socket.sendingAll().take(deadline);
    if (turn != 0) {
      return turn;
    }
    try {
      long number;
      do {
        number = send(source, null, deadline);
      } while (number >= 0 && source.hasRemaining());
      return number;
    } finally {
      socket.sendingAll().give();
    }
  }

  private long deadline() throws IOException {
    return socket.isBlocking() ? socket.begin() : NativeSocket.UNDECIDED;
  }

  private long send(ByteBuffer source, @Nullable SocketAddress target, long deadline)
      throws IOException {
    while (true) {
      long number = kept.keep(source);
      long sent = NativeSocket.CLOSED;
      try {
        sent =
            target == null
                ? Transfer.send(socket, source, SEND_FLAGS)
                : Datagrams.sendTo(socket, source, target, SEND_FLAGS);
      } finally {
        if (sent <= 0) {
          failed();
        }
      }
      if (sent > 0) {
        return number;
      }
      long again = makeRoom(sent, deadline);
      if (again < 0) {
        return again;
      }
    }
  }

  /** What was never sent holds no memory; of a datagram, a report tells whether it counts. */
  private void failed() throws IOException {
    try {
      if (!socket.isStream()) {
        long unused = readReports();
      }
    } finally {
      kept.forgetLast();
    }
  }

  /** Waits, if that helps and one may, after a send that failed: 0, or why there is no room. */
  private long makeRoom(long failure, long deadline) throws IOException {
    boolean full = failure == NativeSocket.UNAVAILABLE;
    // Each send takes memory (net.core.optmem_max), which is given back as its report is read.
    boolean tooMany = failure == -Abi.ENOBUFS && (readReports() > 0 || kept.pending() > 0);
    if (!full && !tooMany) {
      return failure;
    }
    if (deadline == NativeSocket.UNDECIDED) {
      return NativeSocket.UNAVAILABLE;
    }
    if (tooMany) {
      return kept.pending() == 0 ? 0 : Math.min(awaitReport(deadline), 0);
    }
    long unused = readReports(); // poll takes the socket for ready as long as there are some
    long nanos = deadline == WaitCell.NEVER ? NativeSocket.FOREVER : deadline - System.nanoTime();
    if (deadline != WaitCell.NEVER && nanos <= 0) {
      return NativeSocket.TIMED_OUT;
    }
    return Math.min(new Polling(Abi.POLLOUT, events -> events).await(socket, nanos), 0);
  }

  // ---------------------------------------------------------------------------- reports

  /** Reads all reports that are there: how many. */
  public long readReports() throws IOException {
    long count = 0;
    while (socket.call(REPORT, this, ERRORS, 0) >= 0) {
      count++;
    }
    return count;
  }

  /** Waits until a send and all before it are complete: 0, or what went wrong. */
  public long await(long number) throws IOException {
    kept.requireSent(number);
    return awaitBefore(number + 1);
  }

  /** Waits until all sends are complete: 0, or what went wrong. */
  public long awaitAll() throws IOException {
    return awaitBefore(kept.next());
  }

  private long awaitBefore(long end) throws IOException {
    long deadline = socket.begin();
    long unused = readReports();
    while (kept.oldest() < end) {
      long result = awaitReport(deadline);
      if (result < 0) {
        return result;
      }
    }
    return 0;
  }

  private long awaitReport(long deadline) throws IOException {
    return socket.call(REPORT, this, ERRORS, 0, deadline);
  }

  private static long receiveOnce(NativeSocket socket, ZeroCopy zeroCopy, int flags)
      throws IOException {
    zeroCopy.report.clear();
    long received = Messages.RECEIVE.once(socket, zeroCopy.report, ERRORS);
    if (received >= 0) {
      zeroCopy.reader.read(zeroCopy);
    }
    return received;
  }

  /** A range of sends is complete, as a report says. */
  public void complete(long first, long last, boolean wereCopied) {
    kept.complete(first, last, wereCopied);
  }

  /** Whether a send is complete, as far as reports have been read. */
  public boolean isComplete(long number) {
    return kept.isComplete(number);
  }

  /** How many sends are not complete. */
  public int pending() {
    return kept.pending();
  }

  /** How many that are complete have been copied. */
  public long copied() {
    return kept.copied();
  }
}
