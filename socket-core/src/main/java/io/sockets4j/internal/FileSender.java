package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way to a socket: sendfile(2), with which its bytes never come into this process.
 * Where the file or the socket cannot do that, and of a channel, whose descriptor is out of reach,
 * they are read and sent. In a virtual thread each try reads them anew, so that no memory is held
 * while waiting.
 */
public final class FileSender {
  private static final NativeSocket.DataCall<FileSender> SENDFILE = FileSender::sendfileOnce;
  private static final NativeSocket.Attempt<FileSender> READ_AND_SEND = FileSender::readAndSendOnce;
  private static final NativeSocket.DataCall<BytesRead> SEND = FileSender::sendOnce;

  /** What one call sends at most, so that closes and timeouts are heeded in between. */
  private static final int MOST = 1 << 20;

  /**
   * What a platform thread reads at most before it sends: with less, sender and receiver take turns
   * too often; more does not fit into the nearest cache.
   */
  private static final int MOST_AT_ONCE = 256 * 1024;

  /** How sendfile(2) says that this file or this socket is none for it; SCTP: not for so much. */
  private static final List<Integer> CANNOT =
      List.of(-Abi.EINVAL, -Abi.EOPNOTSUPP, -Abi.ENOTSUP, -Abi.ENOSYS, -Abi.ESPIPE, -Abi.EMSGSIZE);

  /** Where the bytes come from. */
  private interface Source {
    /** Reads into the data of scratch memory: how many bytes, 0 at the end, or -errno. */
    long read(Scratch scratch, int length, long position) throws IOException;
  }

  /** What has been read and is to be sent. */
  private record BytesRead(Scratch scratch, int from, int to) {}

  private final Source source;
  private final int file;
  private final long offset;
  private final long count;
  private long sent;
  private int readError;
  private @Nullable IOException readFailure;

  private FileSender(Source source, int file, long offset, long count) {
    this.source = source;
    this.file = file;
    this.offset = offset;
    this.count = count;
  }

  /** For a descriptor, which the caller keeps from being closed. */
  public static FileSender of(int file, long offset, long count) {
    Source source = (scratch, length, at) -> LIBC.pread(file, scratch.at(Scratch.DATA), length, at);
    return new FileSender(source, file, offset, count);
  }

  public static FileSender of(FileChannel channel, long offset, long count) {
    Source source =
        (scratch, length, at) ->
            Math.max(channel.read(scratch.memory.slice(Scratch.DATA, length), at), 0);
    return new FileSender(source, -1, offset, count);
  }

  /** Sends up to the end of the file or of the count: 0, or what went wrong with the socket. */
  public long send(NativeSocket socket) throws IOException {
    long deadline = socket.begin();
    long turn = socket.sendingAll().take(deadline);
    if (turn != 0) {
      return turn;
    }
    try {
      long result = send(socket, deadline);
      if (readFailure instanceof ClosedByInterruptException) {
        socket.heedInterrupt(); // as where the interrupt had not met a read, but a wait
      }
      return result;
    } finally {
      socket.sendingAll().give();
    }
  }

  private long send(NativeSocket socket, long deadline) throws IOException {
    if (file >= 0) {
      long result = repeat(SENDFILE, socket, deadline);
      // Some files of /proc say at once that they have ended.
      boolean ended = result == 0 && (sent > 0 || count == 0);
      if (ended || (result < 0 && !CANNOT.contains((int) result))) {
        return result;
      }
    }
    return VirtualThreads.isCurrent()
        ? repeat(READ_AND_SEND, socket, deadline)
        : readAndSend(socket, deadline);
  }

  /** Sends part after part. */
  private long repeat(NativeSocket.Attempt<FileSender> part, NativeSocket socket, long deadline)
      throws IOException {
    long result = 1;
    while (result > 0 && sent < count) {
      result = socket.sendMuch(part, this, deadline);
      sent += Math.max(result, 0);
    }
    return Math.min(result, 0);
  }

  private long readAndSend(NativeSocket socket, long deadline) throws IOException {
    int most = Scratch.DATA_SIZE;
    long result = most;
    while (result > 0 && sent < count) {
      result = readAndSend(socket, most, deadline);
      most = result < most ? Scratch.DATA_SIZE : MOST_AT_ONCE; // what ends soon needs no more room
    }
    return Math.min(result, 0);
  }

  /**
   * Reads and sends a piece: how much, or 0 at the end. A channel is not read amid a wait: its
   * reads end the waiting thread's ear for interrupts.
   */
  private long readAndSend(NativeSocket socket, int most, long deadline) throws IOException {
    socket.heedInterrupt(); // before the file does, which would close it
    try (Scratch scratch = Scratch.take((int) Math.min(count - sent, most))) {
      int read = read(scratch, most);
      for (int from = 0; from < read; ) {
        long result = socket.sendMuch(SEND, new BytesRead(scratch, from, read), deadline);
        if (result <= 0) {
          return result;
        }
        from += (int) result;
        sent += result;
      }
      return read;
    }
  }

  /** How much has been sent. */
  public long sent() {
    return sent;
  }

  /** Why the file could not be read: -errno, or 0. */
  public int readError() {
    return readError;
  }

  /** Why the channel could not be read, if it could not. */
  public @Nullable IOException readFailure() {
    return readFailure;
  }

  /** The call that sends. */
  public String call() {
    return file < 0 ? "send" : "sendfile";
  }

  private static long sendfileOnce(NativeSocket socket, FileSender sender, int flags) {
    if ((flags & Abi.MSG_DONTWAIT) == 0) {
      return sender.sendfile(socket);
    }
    int begun = socket.mode().begin(socket.fd());
    if (begun < 0) {
      return begun;
    }
    try {
      return sender.sendfile(socket);
    } finally {
      socket.mode().end(socket.fd());
    }
  }

  private long sendfile(NativeSocket socket) {
    try (Scratch scratch = Scratch.take()) {
      long length = Math.min(count - sent, MOST);
      return LIBC.sendfile(socket.fd(), file, offset + sent, length, scratch.base);
    }
  }

  private static long readAndSendOnce(NativeSocket socket, FileSender sender, int flags) {
    try (Scratch scratch = Scratch.take()) {
      int read = sender.read(scratch, Scratch.DATA_SIZE);
      return read == 0 ? 0 : sendOnce(socket, new BytesRead(scratch, 0, read), flags);
    }
  }

  private static long sendOnce(NativeSocket socket, BytesRead bytes, int flags) {
    long from = bytes.scratch.at(Scratch.DATA + bytes.from);
    return Transfer.send(socket, from, bytes.to - bytes.from, flags);
  }

  /** Reads what comes next: how much, or 0 if nothing does. */
  private int read(Scratch scratch, int most) {
    int length = (int) Math.min(count - sent, most);
    try {
      long read;
      do {
        read = source.read(scratch, length, offset + sent);
      } while (read == -Abi.EINTR);
      readError = (int) Math.min(read, 0);
      return (int) Math.max(read, 0);
    } catch (IOException e) {
      readFailure = e;
      return 0;
    }
  }
}
