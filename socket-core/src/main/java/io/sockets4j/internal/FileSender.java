package io.sockets4j.internal;

import static io.sockets4j.internal.NativeSocket.LIBC;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way to a socket: sendfile(2), with which its bytes never come into this process.
 * Where the file or the socket cannot do that, and of a channel, whose descriptor is out of reach,
 * they are read and sent; each try reads them anew, so that no memory is held while waiting.
 */
public final class FileSender {
  private static final NativeSocket.Attempt<FileSender> SENDFILE = FileSender::sendfileOnce;
  private static final NativeSocket.Attempt<FileSender> READ_AND_SEND = FileSender::readAndSendOnce;

  /** What one call sends at most, so that closes and timeouts are heeded in between. */
  private static final int MOST = 1 << 20;

  /** How sendfile(2) says that this file or this socket is none for it; SCTP: not for so much. */
  private static final List<Integer> CANNOT =
      List.of(-Abi.EINVAL, -Abi.EOPNOTSUPP, -Abi.ENOTSUP, -Abi.ENOSYS, -Abi.ESPIPE, -Abi.EMSGSIZE);

  /** Where the bytes come from. */
  private interface Source {
    /** Reads into the data of scratch memory: how many bytes, 0 at the end, or -errno. */
    long read(Scratch scratch, int length, long position) throws IOException;
  }

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
      return send(socket, deadline);
    } finally {
      socket.sendingAll().give();
    }
  }

  private long send(NativeSocket socket, long deadline) throws IOException {
    NativeSocket.Attempt<FileSender> attempt = file < 0 ? READ_AND_SEND : SENDFILE;
    while (sent < count && readError == 0 && readFailure == null) {
      long result = socket.call(attempt, this, 0, Abi.POLLOUT, deadline);
      if (attempt == SENDFILE && (CANNOT.contains((int) result) || (result == 0 && sent == 0))) {
        attempt = READ_AND_SEND; // some files of /proc say at once that they have ended
      } else if (result <= 0) {
        return result;
      } else {
        sent += result;
      }
    }
    return 0;
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
    int begun = socket.mode().begin(socket.fd());
    if (begun < 0) {
      return begun;
    }
    try (Scratch scratch = Scratch.take()) {
      long length = Math.min(sender.count - sender.sent, MOST);
      long at = sender.offset + sender.sent;
      return LIBC.sendfile(socket.fd(), sender.file, at, length, scratch.base);
    } finally {
      socket.mode().end(socket.fd());
    }
  }

  private static long readAndSendOnce(NativeSocket socket, FileSender sender, int flags) {
    int length = (int) Math.min(sender.count - sender.sent, Scratch.DATA_SIZE);
    try (Scratch scratch = Scratch.take()) {
      long read = sender.source.read(scratch, length, sender.offset + sender.sent);
      if (read < 0 && read != -Abi.EINTR) {
        sender.readError = (int) read;
        return 0;
      }
      return read <= 0 ? read : Transfer.send(socket, scratch.at(Scratch.DATA), (int) read, flags);
    } catch (IOException e) {
      sender.readFailure = e;
      return 0;
    }
  }
}
