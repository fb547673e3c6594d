package io.sockets4j;

import io.sockets4j.internal.Descriptor;
import io.sockets4j.internal.FileOpening;
import io.sockets4j.internal.FileSender;
import io.sockets4j.internal.NativeSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Sends files. */
final class FileCalls {
  /** How the JDK writes paths. */
  private static final Charset PATHS =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

  private final NativeSocket socket;
  private final ErrorReport errors;

  FileCalls(NativeSocket socket, ErrorReport errors) {
    this.socket = socket;
    this.errors = errors;
  }

  long send(Path path, long offset, long count) throws IOException {
    require(offset, count);
    byte[] bytes = bytes(path);
    if (bytes == null) {
      try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
        return send(file, path.toString(), offset, count);
      }
    }
    int fd = FileOpening.forReading(bytes);
    if (fd < 0) {
      throw NativeErrors.ofPath("open", path.toString(), fd, 0);
    }
    Descriptor file = new Descriptor(fd);
    try {
      return send(FileSender.of(fd, offset, count), path.toString());
    } finally {
      file.close();
    }
  }

  long send(OwnedDescriptor file, long offset, long count) throws IOException {
    require(offset, count);
    Descriptor descriptor = file.descriptor();
    if (!descriptor.acquire()) {
      throw new ClosedChannelException();
    }
    try {
      return send(FileSender.of(descriptor.fd(), offset, count), file.toString());
    } finally {
      descriptor.release();
    }
  }

  long send(FileChannel file, long offset, long count) throws IOException {
    require(offset, count);
    return send(file, file.toString(), offset, count);
  }

  private long send(FileChannel file, String name, long offset, long count) throws IOException {
    return send(FileSender.of(file, offset, count), name);
  }

  private long send(FileSender sender, String name) throws IOException {
    long result = sender.send(socket);
    if (result < 0) {
      throw errors.ofFile(sender.call(), name, sender.sent(), result);
    }
    if (sender.readFailure() != null) {
      throw new IOException(
          "%s, %d bytes sent: it cannot be read".formatted(name, sender.sent()),
          sender.readFailure());
    }
    if (sender.readError() < 0) {
      throw NativeErrors.ofPath("pread", name, sender.readError(), sender.sent());
    }
    return sender.sent();
  }

  private void require(long offset, long count) {
    if (!socket.isBlocking()) {
      throw new IllegalBlockingModeException();
    }
    if (offset < 0 || count < 0) {
      throw new IllegalArgumentException("%d bytes from %d on".formatted(count, offset));
    }
  }

  /**
   * The bytes of a path; null where only the JDK knows what the path means: of another file system,
   * or where its text stands in for bytes that are none.
   */
  static byte @Nullable [] bytes(Path path) {
    String text = path.toString();
    if (!path.getFileSystem().equals(FileSystems.getDefault()) || !isTextOf(text, path)) {
      return null;
    }
    try {
      ByteBuffer encoded = PATHS.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static boolean isTextOf(String text, Path path) {
    try {
      return path.equals(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
