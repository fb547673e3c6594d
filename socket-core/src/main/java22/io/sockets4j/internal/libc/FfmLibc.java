package io.sockets4j.internal.libc;

import static io.sockets4j.internal.libc.CapturingCalls.call;
import static io.sockets4j.internal.libc.CapturingCalls.callLong;
import static io.sockets4j.internal.libc.CapturingCalls.callOnArray;
import static io.sockets4j.internal.libc.CapturingCalls.callQuickly;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The C library through java.lang.foreign, for JDK 22 and later: the error number is captured by
 * the call itself, and read only after a failure, or is what a {@linkplain SystemCalls system call}
 * answers.
 */
final class FfmLibc extends PosixLibc {
  static Libc create() {
    FfmLibc libc = new FfmLibc();
    libc.free(libc.allocate(1)); // throws where this JVM denies native access
    return libc;
  }

  FfmLibc() {}

  @Override
  public String binding() {
    return "ffm";
  }

  @Override
  int callSocket(int domain, int type, int protocol) {
    return SystemCalls.HAVE_ENTRIES
        ? (int) SystemCalls.call(SystemCalls.Waiting.SOCKET, domain, type, protocol, 0, 0, 0)
        : call(CFunctions.Socket.HANDLE, domain, type, protocol);
  }

  @Override
  int callSocketpair(int domain, int type, int protocol, long descriptors) {
    return call(CFunctions.Socketpair.HANDLE, domain, type, protocol, descriptors);
  }

  @Override
  int callAccept(int fd, long address, long length) {
    return call(CFunctions.Accept.HANDLE, fd, address, length);
  }

  @Override
  int callAccept4(int fd, long address, long length, int flags) {
    return SystemCalls.HAVE_ENTRIES
        ? (int) SystemCalls.call(SystemCalls.Waiting.ACCEPT4, fd, address, length, flags, 0, 0)
        : call(CFunctions.Accept4.HANDLE, fd, address, length, flags);
  }

  @Override
  int callPipe(long descriptors) {
    return call(CFunctions.Pipe.HANDLE, descriptors);
  }

  @Override
  int callPipe2(long descriptors, int flags) {
    return call(CFunctions.Pipe2.HANDLE, descriptors, flags);
  }

  @Override
  long callMmap(long length, int protection, int flags) {
    return callLong(CFunctions.Mmap.HANDLE, 0, length, protection, flags, -1, 0);
  }

  @Override
  int callMprotect(long address, long length, int protection) {
    return call(CFunctions.Mprotect.HANDLE, address, length, protection);
  }

  @Override
  int callMunmap(long address, long length) {
    return call(CFunctions.Munmap.HANDLE, address, length);
  }

  @Override
  int callEventfd(int count, int flags) {
    return call(CFunctions.Eventfd.HANDLE, count, flags);
  }

  @Override
  int callEpollCreate1(int flags) {
    return call(CFunctions.EpollCreate1.HANDLE, flags);
  }

  @Override
  long sendfileOfLinux(int socket, int file, long offset, long count) {
    return callLong(CFunctions.SendfileOfLinux.HANDLE, socket, file, offset, count);
  }

  @Override
  int sendfileOfMacos(int file, int socket, long offset, long length, long headers, int flags) {
    return call(CFunctions.SendfileOfMacos.HANDLE, file, socket, offset, length, headers, flags);
  }

  @Override
  int sendfileOfFreebsd(
      int file, int socket, long offset, long count, long headers, long sent, int flags) {
    return call(
        CFunctions.SendfileOfFreebsd.HANDLE, file, socket, offset, count, headers, sent, flags);
  }

  @Override
  public int bind(int fd, long address, int length) {
    return call(CFunctions.Bind.HANDLE, fd, address, length);
  }

  @Override
  public int connect(int fd, long address, int length) {
    return SystemCalls.HAVE_ENTRIES
        ? (int) SystemCalls.call(SystemCalls.Waiting.CONNECT, fd, address, length, 0, 0, 0)
        : call(CFunctions.Connect.HANDLE, fd, address, length);
  }

  @Override
  public int listen(int fd, int backlog) {
    return call(CFunctions.Listen.HANDLE, fd, backlog);
  }

  @Override
  public int shutdown(int fd, int how) {
    return call(CFunctions.Shutdown.HANDLE, fd, how);
  }

  @Override
  public int getsockname(int fd, long address, long length) {
    return call(CFunctions.Getsockname.HANDLE, fd, address, length);
  }

  @Override
  public int getpeername(int fd, long address, long length) {
    return call(CFunctions.Getpeername.HANDLE, fd, address, length);
  }

  @Override
  public int getsockopt(int fd, int level, int name, long value, long length) {
    return call(CFunctions.Getsockopt.HANDLE, fd, level, name, value, length);
  }

  @Override
  public int setsockopt(int fd, int level, int name, long value, int length) {
    return call(CFunctions.Setsockopt.HANDLE, fd, level, name, value, length);
  }

  @Override
  public long send(int fd, long data, long length, int flags) {
    return SystemCalls.HAVE_ENTRIES
        ? SystemCalls.call(SystemCalls.Waiting.SENDTO, fd, data, length, flags, 0, 0)
        : callLong(CFunctions.Send.HANDLE, fd, data, length, flags);
  }

  @Override
  public long recv(int fd, long data, long length, int flags) {
    return SystemCalls.HAVE_ENTRIES
        ? SystemCalls.call(SystemCalls.Waiting.RECVFROM, fd, data, length, flags, 0, 0)
        : callLong(CFunctions.Recv.HANDLE, fd, data, length, flags);
  }

  @Override
  public long sendNow(int fd, long data, long length, int flags) {
    return SystemCalls.HAVE_ENTRIES
        ? SystemCalls.call(SystemCalls.Sendto.HANDLE, fd, data, length, flags, 0, 0)
        : callQuickly(CapturingCalls.Quick.SEND, fd, data, length, flags, 0, 0);
  }

  @Override
  public long recvNow(int fd, long data, long length, int flags) {
    return SystemCalls.HAVE_ENTRIES
        ? SystemCalls.call(SystemCalls.Recvfrom.HANDLE, fd, data, length, flags, 0, 0)
        : callQuickly(CapturingCalls.Quick.RECV, fd, data, length, flags, 0, 0);
  }

  @Override
  public long sendto(int fd, long data, long length, int flags, long address, int addressLength) {
    return callLong(CFunctions.Sendto.HANDLE, fd, data, length, flags, address, addressLength);
  }

  @Override
  public long sendtoNow(
      int fd, long data, long length, int flags, long address, int addressLength) {
    return SystemCalls.HAVE_ENTRIES
        ? SystemCalls.call(
            SystemCalls.Sendto.HANDLE, fd, data, length, flags, address, addressLength)
        : callQuickly(CapturingCalls.Quick.SENDTO, fd, data, length, flags, address, addressLength);
  }

  @Override
  public long recvfrom(
      int fd, long data, long length, int flags, long address, long addressLength) {
    return callLong(CFunctions.Recvfrom.HANDLE, fd, data, length, flags, address, addressLength);
  }

  @Override
  public long recvfromNow(
      int fd, long data, long length, int flags, long address, long addressLength) {
    return SystemCalls.HAVE_ENTRIES
        ? SystemCalls.call(
            SystemCalls.Recvfrom.HANDLE, fd, data, length, flags, address, addressLength)
        : callQuickly(
            CapturingCalls.Quick.RECVFROM, fd, data, length, flags, address, addressLength);
  }

  @Override
  public long sendmsg(int fd, long message, int flags) {
    return callLong(CFunctions.Sendmsg.HANDLE, fd, message, flags);
  }

  @Override
  public long sendmsgNow(int fd, long message, int flags) {
    return SystemCalls.HAVE_ENTRIES
        ? SystemCalls.call(SystemCalls.Sendmsg.HANDLE, fd, message, flags, 0, 0, 0)
        : callQuickly(CapturingCalls.Quick.SENDMSG, fd, message, flags, 0, 0, 0);
  }

  @Override
  public long recvmsg(int fd, long message, int flags) {
    return callLong(CFunctions.Recvmsg.HANDLE, fd, message, flags);
  }

  @Override
  public long recvmsgNow(int fd, long message, int flags) {
    return SystemCalls.HAVE_ENTRIES
        ? SystemCalls.call(SystemCalls.Recvmsg.HANDLE, fd, message, flags, 0, 0, 0)
        : callQuickly(CapturingCalls.Quick.RECVMSG, fd, message, flags, 0, 0, 0);
  }

  @Override
  public int sendmmsg(int fd, long messages, int count, int flags) {
    return SystemCalls.HAVE_ENTRIES
        ? (int) SystemCalls.call(SystemCalls.Waiting.SENDMMSG, fd, messages, count, flags, 0, 0)
        : call(CFunctions.Sendmmsg.HANDLE, fd, messages, count, flags);
  }

  @Override
  public int recvmmsg(int fd, long messages, int count, int flags) {
    return SystemCalls.HAVE_ENTRIES
        ? (int) SystemCalls.call(SystemCalls.Waiting.RECVMMSG, fd, messages, count, flags, 0, 0)
        : call(CFunctions.Recvmmsg.HANDLE, fd, messages, count, flags, 0);
  }

  @Override
  public long read(int fd, long data, long length) {
    return callLong(CFunctions.Read.HANDLE, fd, data, length);
  }

  @Override
  public long write(int fd, long data, long length) {
    return callLong(CFunctions.Write.HANDLE, fd, data, length);
  }

  @Override
  public long pread(int fd, long data, long length, long offset) {
    return callLong(CFunctions.Pread.HANDLE, fd, data, length, offset);
  }

  @Override
  public long pwrite(int fd, long data, long length, long offset) {
    return callLong(CFunctions.Pwrite.HANDLE, fd, data, length, offset);
  }

  @Override
  public long splice(int from, int to, long count, int flags) {
    return callLong(CFunctions.Splice.HANDLE, from, 0, to, 0, count, flags);
  }

  @Override
  public int open(long path, int flags, int mode) {
    return call(CFunctions.Open.HANDLE, path, flags, mode);
  }

  @Override
  public long lseek(int fd, long offset, int whence) {
    return callLong(CFunctions.Lseek.HANDLE, fd, offset, whence);
  }

  @Override
  public int close(int fd) {
    return SystemCalls.HAVE_ENTRIES
        ? (int) SystemCalls.call(SystemCalls.Waiting.CLOSE, fd, 0, 0, 0, 0, 0)
        : call(CFunctions.Close.HANDLE, fd);
  }

  @Override
  public int fcntl(int fd, int command, long argument) {
    return call(CFunctions.Fcntl.HANDLE, fd, command, argument);
  }

  @Override
  public int ioctl(int fd, long request, long argument) {
    return call(CFunctions.Ioctl.HANDLE, fd, request, argument);
  }

  @Override
  public int poll(long descriptors, int count, int millis) {
    return call(CFunctions.Poll.HANDLE, descriptors, count, millis);
  }

  @Override
  public long threadFunction(String name) {
    return CFunctions.exist("sigaction", "pthread_sigmask", "pthread_self", "pthread_kill", name)
        ? CFunctions.address(name)
        : 0;
  }

  @Override
  public int sigaction(int signal, long action, long old) {
    return call(CFunctions.Sigaction.HANDLE, signal, action, old);
  }

  @Override
  public int pthreadSigmask(int how, long set, long old) {
    return -call(CFunctions.PthreadSigmask.HANDLE, how, set, old);
  }

  @Override
  public long pthreadSelf() {
    return callLong(CFunctions.PthreadSelf.HANDLE);
  }

  @Override
  public int pthreadKill(long thread, int signal) {
    return -call(CFunctions.PthreadKill.HANDLE, thread, signal);
  }

  @Override
  public int epollControl(int epoll, int operation, int fd, long event) {
    return SystemCalls.HAVE_ENTRIES
        ? (int) SystemCalls.call(SystemCalls.Waiting.EPOLL_CTL, epoll, operation, fd, event, 0, 0)
        : call(CFunctions.EpollControl.HANDLE, epoll, operation, fd, event);
  }

  @Override
  public int membarrier(int command) {
    return SystemCalls.HAVE_ENTRIES
        ? (int) SystemCalls.call(SystemCalls.Waiting.MEMBARRIER, command, 0, 0, 0, 0, 0)
        : -ENOSYS;
  }

  @Override
  public int epollWait(int epoll, long events, int max, int millis) {
    return SystemCalls.HAVE_ENTRIES
        ? (int) SystemCalls.call(SystemCalls.Waiting.EPOLL_WAIT, epoll, events, max, millis, 0, 0)
        : call(CFunctions.EpollWait.HANDLE, epoll, events, max, millis);
  }

  @Override
  public boolean takesArrays() {
    return true;
  }

  /** What the kernel copies in some 100 us. */
  @Override
  public int mostOfArray() {
    return 1 << 20;
  }

  @Override
  public boolean arraysStandForThemselves() {
    return false;
  }

  @Override
  public Object array(byte[] data) {
    return MemorySegment.ofArray(data);
  }

  @Override
  public long send(int fd, Object array, int offset, int length, int flags) {
    MemorySegment data = checked(array, offset, length);
    return SystemCalls.HAVE_ENTRIES
        ? SystemCalls.call(SystemCalls.SendArray.HANDLE, fd, data, offset, length, flags)
        : callOnArray(true, fd, data, offset, length, flags);
  }

  @Override
  public long recv(int fd, Object array, int offset, int length, int flags) {
    MemorySegment data = checked(array, offset, length);
    return SystemCalls.HAVE_ENTRIES
        ? SystemCalls.call(SystemCalls.RecvArray.HANDLE, fd, data, offset, length, flags)
        : callOnArray(false, fd, data, offset, length, flags);
  }

  private static MemorySegment checked(Object array, int offset, int length) {
    MemorySegment data = (MemorySegment) array;
    long unused = Objects.checkFromIndexSize((long) offset, (long) length, data.byteSize());
    return data;
  }

  /** A call on a segment keeps its arena open. */
  @Override
  public boolean holdsBuffers() {
    return true;
  }

  @Override
  public long sendHeld(int fd, ByteBuffer data, int position, int length, int flags) {
    MemorySegment part = MemorySegment.ofBuffer(data.slice(position, length));
    return SystemCalls.HAVE_ENTRIES
        ? SystemCalls.call(SystemCalls.SendHeld.HANDLE, fd, part, 0, length, flags)
        : callLong(CFunctions.SendHeld.HANDLE, fd, part, length, flags);
  }

  @Override
  public long recvHeld(int fd, ByteBuffer data, int position, int length, int flags) {
    MemorySegment part = MemorySegment.ofBuffer(data.slice(position, length));
    return SystemCalls.HAVE_ENTRIES
        ? SystemCalls.call(SystemCalls.RecvHeld.HANDLE, fd, part, 0, length, flags)
        : callLong(CFunctions.RecvHeld.HANDLE, fd, part, length, flags);
  }

  @Override
  public int ifNameToIndex(long name) {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      int index = (int) (long) CFunctions.IfNameToIndex.HANDLE.invokeExact(slot.memory, name);
      return index == 0 ? -slot.errno() : index;
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    } finally {
      slot.giveBack();
    }
  }

  @Override
  public int ifIndexToName(int index, long name) {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      long result =
          (long) CFunctions.IfIndexToName.HANDLE.invokeExact(slot.memory, (long) index, name);
      return result == 0 ? -slot.errno() : 0;
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    } finally {
      slot.giveBack();
    }
  }

  @Override
  public long ifNameIndex() {
    ErrnoSlot slot = ErrnoSlot.take();
    try {
      long array = (long) CFunctions.IfNameIndex.HANDLE.invokeExact(slot.memory);
      return array == 0 ? -slot.errno() : array;
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    } finally {
      slot.giveBack();
    }
  }

  @Override
  public void ifFreeNameIndex(long array) {
    try {
      CFunctions.IfFreeNameIndex.HANDLE.invokeExact(array);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  @Override
  public long allocate(long bytes) {
    return malloc(bytes);
  }

  static long malloc(long bytes) {
    long memory;
    try {
      memory = (long) CFunctions.Malloc.HANDLE.invokeExact(bytes);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
    if (memory == 0) {
      throw new OutOfMemoryError("malloc of " + bytes + " bytes failed");
    }
    return memory;
  }

  @Override
  public void free(long memory) {
    release(memory);
  }

  static void release(long memory) {
    try {
      CFunctions.Free.HANDLE.invokeExact(memory);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  @Override
  @SuppressWarnings("restricted") // where the memory ends is for the caller to know
  public ByteBuffer view(long memory, int bytes) {
    return MemorySegment.ofAddress(memory)
        .reinterpret(bytes)
        .asByteBuffer()
        .order(ByteOrder.nativeOrder());
  }

  /** Of a duplicate, as another thread may move the buffer's position meanwhile. */
  @Override
  public long address(ByteBuffer direct) {
    return MemorySegment.ofBuffer(direct.duplicate().clear()).address();
  }

  /** No handle declares what it throws, and these throw nothing that is checked. */
  static RuntimeException unexpected(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(thrown);
  }
}
