package io.sockets4j.internal.libc;

import java.nio.ByteBuffer;

/**
 * The calls of the C library that sockets need.
 *
 * <p>Integers and addresses go in; what comes out is the result, or {@code -errno} where the call
 * failed, so that no error number is ever shared between threads. No call retries, allocates or
 * checks anything: that is the engine's business.
 */
public interface Libc {

  /** The name of the binding, as -Dsockets4j.native spells it. */
  String binding();

  int socket(int domain, int type, int protocol);

  int socketpair(int domain, int type, int protocol, long descriptors);

  int bind(int fd, long address, int length);

  int connect(int fd, long address, int length);

  int listen(int fd, int backlog);

  /** Accepts a connection; the new descriptor is close-on-exec. */
  int accept(int fd, long address, long length);

  int shutdown(int fd, int how);

  int getsockname(int fd, long address, long length);

  int getpeername(int fd, long address, long length);

  int getsockopt(int fd, int level, int name, long value, long length);

  int setsockopt(int fd, int level, int name, long value, int length);

  long send(int fd, long data, long length, int flags);

  long recv(int fd, long data, long length, int flags);

  /** Whether there are {@code send} and {@code recv} for arrays. */
  boolean takesArrays();

  /** How many bytes of a stream a call should take at most where they are, in an array. */
  int mostOfArray();

  /** Whether {@link #array} answers with what it was given. */
  boolean arraysStandForThemselves();

  /**
   * What stands for an array in calls that use it where it is, for a binding that {@linkplain
   * #takesArrays takes} arrays.
   */
  Object array(byte[] data);

  /**
   * Sends from an {@linkplain #array array} without copying it. The garbage collector waits until
   * the call returns, so it must have MSG_DONTWAIT, and the socket be of a family whose calls then
   * never sleep.
   */
  long send(int fd, Object array, int offset, int length, int flags);

  /**
   * Receives into an {@linkplain #array array} without copying, as {@link #send(int, Object, int,
   * int, int)} sends.
   */
  long recv(int fd, Object array, int offset, int length, int flags);

  /**
   * As {@link #send(int, long, long, int)} with MSG_DONTWAIT, and for a socket that does not sleep
   * all the same: the garbage collector may have to wait for the call.
   */
  default long sendNow(int fd, long data, long length, int flags) {
    return send(fd, data, length, flags);
  }

  /** As {@link #recv(int, long, long, int)}, under the conditions of {@link #sendNow}. */
  default long recvNow(int fd, long data, long length, int flags) {
    return recv(fd, data, length, flags);
  }

  /** Whether there are {@link #sendHeld} and {@link #recvHeld}. */
  boolean holdsBuffers();

  /**
   * Sends from a direct buffer, whose memory cannot be given back before the call returns, however
   * long that waits.
   */
  long sendHeld(int fd, ByteBuffer data, int position, int length, int flags);

  /** Receives into a direct buffer, as {@link #sendHeld} sends. */
  long recvHeld(int fd, ByteBuffer data, int position, int length, int flags);

  long sendto(int fd, long data, long length, int flags, long address, int addressLength);

  /** As {@link #sendto}, under the conditions of {@link #sendNow}. */
  default long sendtoNow(
      int fd, long data, long length, int flags, long address, int addressLength) {
    return sendto(fd, data, length, flags, address, addressLength);
  }

  /** Receives, and tells from where: memory for an address, and for an int, its length. */
  long recvfrom(int fd, long data, long length, int flags, long address, long addressLength);

  /** As {@link #recvfrom}, under the conditions of {@link #sendNow}. */
  default long recvfromNow(
      int fd, long data, long length, int flags, long address, long addressLength) {
    return recvfrom(fd, data, length, flags, address, addressLength);
  }

  long sendmsg(int fd, long message, int flags);

  /** As {@link #sendmsg}, under the conditions of {@link #sendNow}. */
  default long sendmsgNow(int fd, long message, int flags) {
    return sendmsg(fd, message, flags);
  }

  long recvmsg(int fd, long message, int flags);

  /** As {@link #recvmsg}, under the conditions of {@link #sendNow}. */
  default long recvmsgNow(int fd, long message, int flags) {
    return recvmsg(fd, message, flags);
  }

  /** Sends several messages; for Linux alone, as {@link #recvmmsg}. */
  int sendmmsg(int fd, long messages, int count, int flags);

  /** Receives several messages, without a timeout. */
  int recvmmsg(int fd, long messages, int count, int flags);

  long read(int fd, long data, long length);

  long write(int fd, long data, long length);

  /** Makes a pipe, close-on-exec: memory for two ints, the end to read and that to write to. */
  int pipe(long descriptors);

  /** Moves bytes between a pipe and another file, for Linux alone. */
  long splice(int from, int to, long count, int flags);

  /** Opens a file; flags as in the C headers, O_CLOEXEC among them. */
  int open(long path, int flags, int mode);

  /** Reads from a place in a file. */
  long pread(int fd, long data, long length, long offset);

  /** Writes to a place in a file. */
  long pwrite(int fd, long data, long length, long offset);

  /**
   * Sends from a place in a file: how many bytes were sent, also where the call was cut short.
   *
   * @param memory eight bytes that the call may use
   */
  long sendfile(int socket, int file, long offset, long count, long memory);

  /** Moves the position of a file; where it is then. */
  long lseek(int fd, long offset, int whence);

  int close(int fd);

  int fcntl(int fd, int command, long argument);

  int ioctl(int fd, long request, long argument);

  int poll(long descriptors, int count, int millis);

  /**
   * Makes a descriptor to wake a poll with: an eventfd where the platform has it, else a pipe.
   *
   * @param descriptors memory for two ints: the one to read and poll, and the one to write to
   */
  int wakeUpPair(long descriptors);

  /**
   * The address of a function of the C library, for the three calls below; 0 where they or it do
   * not exist.
   */
  long threadFunction(String name);

  /** Reads or changes what a signal does; addresses may be 0. */
  int sigaction(int signal, long action, long old);

  int pthreadSigmask(int how, long set, long old);

  long pthreadSelf();

  int pthreadKill(long thread, int signal);

  /** membarrier(2), for Linux alone; -ENOSYS also where this binding cannot call it. */
  int membarrier(int command);

  int epollCreate();

  int epollControl(int epoll, int operation, int fd, long event);

  int epollWait(int epoll, long events, int max, int millis);

  int ifNameToIndex(long name);

  int ifIndexToName(int index, long name);

  /** The address of an array that ends with index 0, to be given to {@link #ifFreeNameIndex}. */
  long ifNameIndex();

  void ifFreeNameIndex(long array);

  /** Memory that {@link #free} gives back; never 0. */
  long allocate(long bytes);

  void free(long memory);

  /** A view of memory in native byte order. */
  ByteBuffer view(long memory, int bytes);

  /** The address of a direct buffer's index 0, whatever its position. */
  long address(ByteBuffer direct);
}
