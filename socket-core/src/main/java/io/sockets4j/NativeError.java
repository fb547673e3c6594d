package io.sockets4j;

import io.sockets4j.os.Errno;

/**
 * What a system call said when it failed. The exceptions that failed calls throw are those of
 * {@code java.net} ({@link java.net.ConnectException}, {@link java.net.BindException}, {@link
 * java.net.SocketException}, ...), and each of them is also one of these:
 *
 * <pre>{@code
 * try {
 *   socket.connect(address);
 * } catch (IOException e) {
 *   if (e instanceof NativeError error && error.errno().equals(Errno.ECONNREFUSED)) {
 *     retryLater();
 *   }
 * }
 * }</pre>
 *
 * <p>What comes from us alone is not one: {@link java.nio.channels.ClosedChannelException} and its
 * subclasses when a socket is closed or its thread interrupted, {@link
 * io.sockets4j.spi.UndecodableAddressException} when a family cannot read an address.
 */
public interface NativeError {

  /**
   * Why the call failed.
   *
   * @return the error number; {@link Errno#ETIMEDOUT} when a timeout of this library passed
   */
  Errno errno();

  /**
   * The system call that failed.
   *
   * @return its name, for instance {@code "connect"}
   */
  String call();

  /**
   * How much was done before the call failed, where several calls send all of something.
   *
   * @return bytes; 0 for all other calls
   */
  long bytesTransferred();
}
