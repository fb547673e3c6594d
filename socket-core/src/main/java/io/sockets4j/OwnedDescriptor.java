package io.sockets4j;

import io.sockets4j.internal.Descriptor;
import io.sockets4j.internal.FileFlags;
import io.sockets4j.internal.FileOpening;
import io.sockets4j.internal.FileTransfer;
import io.sockets4j.internal.NativeSocket;
import io.sockets4j.internal.Opening;
import io.sockets4j.internal.libc.NativeBinding;
import io.sockets4j.os.SocketConstants;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A descriptor that this program owns, whatever it is of: a file, a pipe, a socket, a process. Most
 * come with {@linkplain Message#takeDescriptors messages}.
 *
 * <pre>{@code
 * for (OwnedDescriptor file : message.takeDescriptors()) {
 *   try (file) {
 *     new BufferedReader(Channels.newReader(file, UTF_8)).lines().forEach(this::process);
 *   }
 * }
 * }</pre>
 *
 * <p>It is a channel as those of {@code java.nio} are: reads and writes wait until they can be
 * done, closing it makes those that wait leave with {@link AsynchronousCloseException}, and
 * interrupting one of them closes it. The number is given back to the system when the last of them
 * has left. A descriptor that is not closed stays open for as long as the process lives.
 */
public final class OwnedDescriptor extends AbstractInterruptibleChannel implements ByteChannel {
  private final Descriptor descriptor;
  private final FileTransfer transfer;

  /** Set by close or detach, whichever is first. */
  private final AtomicBoolean ended = new AtomicBoolean();

  OwnedDescriptor(Descriptor descriptor) {
    this.descriptor = descriptor;
    this.transfer = new FileTransfer(descriptor, new ChannelInterruption());
  }

  /**
   * Takes over a descriptor that was opened elsewhere. From now on it belongs to the returned
   * object, which closes it.
   *
   * @param fd the number of the descriptor
   * @return its owner
   * @throws IOException if the number is not open (EBADF)
   * @throws IllegalArgumentException if the number is negative
   */
  public static OwnedDescriptor adopt(int fd) throws IOException {
    if (fd < 0) {
      throw new IllegalArgumentException("negative descriptor: " + fd);
    }
    NativeBinding.require();
    int result = FileFlags.inheritable(fd);
    if (result < 0) {
      throw NativeErrors.ofFile("fcntl", fd, result);
    }
    return new OwnedDescriptor(new Descriptor(fd));
  }

  /**
   * Opens a file: open(2). So it can be sent to another process, which needs no right to open it
   * itself. The JDK's {@link java.nio.channels.FileChannel}s hide their descriptors.
   *
   * @param path the path of the file, of the default file system
   * @param options as {@link java.nio.channels.FileChannel#open} takes them, those of {@link
   *     java.nio.file.StandardOpenOption} but for DELETE_ON_CLOSE, and {@link
   *     java.nio.file.LinkOption#NOFOLLOW_LINKS}; reading, if none of them says otherwise. A file
   *     can be opened for reading and appending.
   * @return the open file, close-on-exec. Opening a pipe by its path waits for the other end.
   * @throws IOException if the kernel refuses: a {@link java.nio.file.FileSystemException} that is
   *     a {@link NativeError}
   * @throws IllegalArgumentException if the path is of another file system, or its bytes are no
   *     text in the encoding of paths
   * @throws UnsupportedOperationException if there is another option
   */
  public static OwnedDescriptor open(Path path, OpenOption... options) throws IOException {
    NativeBinding.require();
    byte[] bytes = FileCalls.bytes(path);
    if (bytes == null) {
      throw new IllegalArgumentException(
          "'" + path + "' is of another file system, or no text in the encoding of paths");
    }
    int fd = FileOpening.open(bytes, FileOpening.flags(options));
    if (fd < 0) {
      throw NativeErrors.ofPath("open", path.toString(), fd, 0);
    }
    return new OwnedDescriptor(new Descriptor(fd));
  }

  /** For messages: what is sent. */
  Descriptor descriptor() {
    return descriptor;
  }

  /**
   * The number of the descriptor, for calls of other libraries. It is this object's: do not close
   * it ({@link #detach} gives it away), and do not use it once this may be closed.
   *
   * @return the number
   * @throws ClosedChannelException if this is closed
   */
  public int fd() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    return descriptor.fd();
  }

  /**
   * Gives the descriptor away: this object is closed, what it is of stays open, and its number is
   * the caller's.
   *
   * @return the number
   * @throws IOException if this is closed
   */
  public int detach() throws IOException {
    if (!ended.compareAndSet(false, true)) {
      throw new ClosedChannelException();
    }
    close();
    descriptor.awaitUnused();
    return descriptor.fd();
  }

  /**
   * Makes a socket of it, which owns the descriptor from then on: this object is closed. If it is
   * no socket, this stays as it is.
   *
   * @return the socket
   * @throws IOException if this is closed, or no socket (ENOTSOCK)
   */
  public BsdSocket<?> toSocket() throws IOException {
    if (!descriptor.acquire()) {
      throw new ClosedChannelException();
    }
    try {
      int unused = Adoption.domain(descriptor.fd()); // throws if it is none
    } finally {
      descriptor.release();
    }
    int fd = detach();
    try {
      return BsdSocket.adopt(fd);
    } catch (IOException | RuntimeException | Error e) {
      Opening.discard(fd);
      throw e;
    }
  }

  /**
   * Whether this is of a socket, so that {@link #toSocket} makes one of it: getsockopt(2) with
   * SO_TYPE.
   *
   * @return false if it is of a file, a pipe, a process, or whatever else
   * @throws ClosedChannelException if this is closed
   */
  public boolean isSocket() throws ClosedChannelException {
    if (!descriptor.acquire()) {
      throw new ClosedChannelException();
    }
    try {
      return Opening.ask(descriptor.fd(), SocketConstants.SO_TYPE) >= 0;
    } finally {
      descriptor.release();
    }
  }

  /**
   * Reads: read(2). Waits until there is something to read, or the end.
   *
   * @param target where to; its position moves on by as much as was read
   * @return how many bytes were read, 0 if there is no room; -1 at the end
   * @throws IOException if the kernel refuses
   * @throws IllegalArgumentException if the buffer is read-only
   */
  @Override
  public int read(ByteBuffer target) throws IOException {
    boolean hadRoom = requireWritable(target).hasRemaining();
    int read = check("read", transfer.read(target));
    return read == 0 && hadRoom ? -1 : read;
  }

  private static ByteBuffer requireWritable(ByteBuffer target) {
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("cannot read into a read-only buffer");
    }
    return target;
  }

  /**
   * Reads from a place in a file: pread(2). The file's own position, which all who share it have in
   * common, stays where it is.
   *
   * @param target where to; its position moves on by as much as was read
   * @param position the place, in bytes from the beginning of the file, 0 or more
   * @return how many bytes were read, which may be fewer than there are; 0 if there is no room, -1
   *     at the end of the file
   * @throws IOException if the kernel refuses: pipes and sockets have no places (ESPIPE)
   * @throws IllegalArgumentException if the buffer is read-only, or the position negative
   */
  public int read(ByteBuffer target, long position) throws IOException {
    boolean hadRoom = requireWritable(target).hasRemaining();
    int read = check("pread", transfer.read(target, requirePosition(position)));
    return read == 0 && hadRoom ? -1 : read;
  }

  private static long requirePosition(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("negative position: " + position);
    }
    return position;
  }

  /**
   * Writes: write(2). Waits until there is room. This may write a part.
   *
   * @param source what to write; its position moves on by as much as was written
   * @return how many bytes were written
   * @throws IOException if the kernel refuses
   */
  @Override
  public int write(ByteBuffer source) throws IOException {
    return check("write", transfer.write(source));
  }

  /**
   * Writes to a place in a file: pwrite(2). The file's own position stays where it is. Linux
   * appends to a file that was opened for appending, whatever the place.
   *
   * @param source what to write; its position moves on by as much as was written
   * @param position the place, in bytes from the beginning of the file, 0 or more
   * @return how many bytes were written, which may be a part
   * @throws IOException if the kernel refuses: pipes and sockets have no places (ESPIPE)
   * @throws IllegalArgumentException if the position is negative
   */
  public int write(ByteBuffer source, long position) throws IOException {
    return check("pwrite", transfer.write(source, requirePosition(position)));
  }

  private int check(String call, long result) throws IOException {
    if (result < 0) {
      throw NativeErrors.ofFile(call, descriptor.fd(), (int) result);
    }
    return (int) result;
  }

  @Override
  protected void implCloseChannel() throws IOException {
    if (!ended.compareAndSet(false, true)) {
      descriptor.giveAway(); // detached
      return;
    }
    int result = descriptor.close();
    if (result < 0) {
      throw NativeErrors.ofFile("close", descriptor.fd(), result);
    }
  }

  /**
   * For people.
   *
   * @return for instance {@code fd 7}
   */
  @Override
  public String toString() {
    return isOpen() ? descriptor.toString() : "closed descriptor";
  }

  /** Gives the channel's protocol of interruption to those who wait. */
  private final class ChannelInterruption implements NativeSocket.Interruption {
    @Override
    public void begin() {
      OwnedDescriptor.this.begin();
    }

    @Override
    public void end(boolean completed) throws AsynchronousCloseException {
      OwnedDescriptor.this.end(completed);
    }
  }
}
