package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import io.sockets4j.os.ControlConstants;
import io.sockets4j.os.ControlHeader;
import io.sockets4j.os.Platform;
import io.sockets4j.os.SocketConstants;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors that a message carries (SCM_RIGHTS). Those that came are its own, from the moment
 * they are seen until somebody takes them; whoever else's they are keeps them open, and they are
 * held while the kernel copies them, so that no recycled number is ever sent.
 */
public final class CarriedDescriptors {
  /** SCM_MAX_FD of Linux, where more are refused with EINVAL; elsewhere there are other limits. */
  private static final int MOST = Platform.current().isLinux() ? 253 : Integer.MAX_VALUE;

  private static final Libc LIBC = NativeBinding.libc();
  private static final int SOL_SOCKET = SocketConstants.SOL_SOCKET.value();
  private static final int SCM_RIGHTS = ControlConstants.SCM_RIGHTS.value();

  private final List<Carried> carried = new ArrayList<>(0);
  private @Nullable Descriptor process;

  /** How many may come; others are closed. */
  private int room;

  private boolean cut;

  /** A descriptor that is guarded, or a bare number that is the caller's business. */
  private record Carried(@Nullable Descriptor descriptor, int fd, boolean owned) {}

  /** Closes those that are this message's own, and forgets all. */
  public void clear() {
    for (int i = 0; i < carried.size(); i++) {
      Carried one = carried.get(i);
      if (one.descriptor != null && one.owned) {
        one.descriptor.close();
      }
    }
    carried.clear();
    if (process != null) {
      process.close();
      process = null;
    }
    cut = false;
  }

  // -------------------------------------------------------------------- to be sent

  /** Adds one that is not this message's: it is held only while it is sent. */
  public void add(Descriptor descriptor) {
    add(new Carried(descriptor, descriptor.fd(), false));
  }

  /** Adds a number. */
  public void add(int fd) {
    if (fd < 0) {
      throw new IllegalArgumentException("negative descriptor: " + fd);
    }
    add(new Carried(null, fd, false));
  }

  private void add(Carried one) {
    if (carried.size() >= MOST) {
      throw new IllegalArgumentException("more than " + MOST + " descriptors in a message");
    }
    carried.add(one);
  }

  public int count() {
    return carried.size();
  }

  /** The space that the control message takes. */
  int space() {
    return carried.isEmpty() ? 0 : ControlHeader.space(carried.size() * Integer.BYTES);
  }

  /** Enters all of them. */
  void hold() throws IOException {
    for (int i = 0; i < carried.size(); i++) {
      Descriptor descriptor = carried.get(i).descriptor;
      if (descriptor != null && !descriptor.acquire()) {
        release(i);
        throw new IOException("the descriptor to be sent (" + descriptor + ") has been closed");
      }
    }
  }

  /** Leaves all of them. */
  void release() {
    release(carried.size());
  }

  private void release(int count) {
    for (int i = 0; i < count; i++) {
      Descriptor descriptor = carried.get(i).descriptor;
      if (descriptor != null) {
        descriptor.release();
      }
    }
  }

  /** Writes the control message for all, which are held; how many bytes it takes. */
  int copyTo(ByteBuffer memory, int at) {
    int space = space();
    if (space > 0) {
      int length = carried.size() * Integer.BYTES;
      for (int i = at + space - Long.BYTES; i < at + space; i++) {
        memory.put(i, (byte) 0); // what aligns the end
      }
      ControlHeader.put(memory, at, SOL_SOCKET, SCM_RIGHTS, length);
      int data = ControlHeader.data(at);
      for (int i = 0; i < carried.size(); i++) {
        memory.putInt(data + i * Integer.BYTES, carried.get(i).fd);
      }
    }
    return space;
  }

  // -------------------------------------------------------------------- that came

  /** How many may come with a message: others are closed as soon as they are seen. */
  public void setRoom(int most) {
    if (most < 0 || most > MOST) {
      throw new IllegalArgumentException(
          "room for %d descriptors: it is 0 to %d".formatted(most, MOST));
    }
    room = most;
  }

  /** The space that is needed for them. */
  int receiveSpace() {
    return room == 0 ? 0 : ControlHeader.space(room * Integer.BYTES);
  }

  /** Takes descriptors that the kernel has just opened for this process. */
  void receive(ByteBuffer memory, int at, int length) {
    int end = at + (length & -Integer.BYTES);
    int next = at;
    try {
      for (; next < end && carried.size() < room; next += Integer.BYTES) {
        carried.add(new Carried(opened(memory.getInt(next)), memory.getInt(next), true));
      }
    } finally {
      for (; next < end; next += Integer.BYTES) {
        LIBC.close(memory.getInt(next));
        cut = true;
      }
    }
  }

  /** Takes a descriptor of the sender's process; a negative number tells why there is none. */
  void receiveProcess(ByteBuffer memory, int at, int length) {
    if (length >= Integer.BYTES && memory.getInt(at) >= 0) {
      if (process != null) {
        process.close();
      }
      process = opened(memory.getInt(at));
    }
  }

  private static Descriptor opened(int fd) {
    // Where MSG_CMSG_CLOEXEC is unknown; a child forked in between has it.
    int unused = FileFlags.setInheritable(fd, false);
    return new Descriptor(fd);
  }

  /** Whether more came than there was room for. */
  boolean wasCut() {
    return cut;
  }

  /** Hands over those that came: from now on they are the caller's. */
  public List<Descriptor> take() {
    List<Descriptor> taken = new ArrayList<>(carried.size());
    for (Carried one : carried) {
      if (one.descriptor != null && one.owned) {
        taken.add(one.descriptor);
      }
    }
    carried.removeIf(Carried::owned);
    return taken;
  }

  /** Hands over the one of the sender's process; null where none came. */
  public @Nullable Descriptor takeProcess() {
    Descriptor taken = process;
    process = null;
    return taken;
  }
}
