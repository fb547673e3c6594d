package io.sockets4j.internal;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a message: its buffers, address, control messages and descriptors, and what the
 * last call told of it. For one thread at a time, which {@link #enter} makes sure of.
 */
public final class MessageParts {
  private static final AtomicIntegerFieldUpdater<MessageParts> USERS =
      AtomicIntegerFieldUpdater.newUpdater(MessageParts.class, "users");

  /** The kernel's echo of what every receive asks for. */
  private static final int ASKED_FOR = Abi.MSG_CMSG_CLOEXEC;

  private final Buffers buffers = new Buffers(new ByteBuffer[0], 0, 0);
  private final MessageAddress address = new MessageAddress();
  private final ControlData control = new ControlData();
  private final CarriedDescriptors descriptors = new CarriedDescriptors();

  @SuppressWarnings("UnusedVariable") // the updater uses it
  private volatile int users; // 0 or 1: see enter

  /**
   * Whether anybody has asked for the control messages or the descriptors, or for room for them.
   * Mostly nobody has, and in a batch it takes time even to look at so many empty ones.
   */
  private boolean ancillary;

  private int controlRoom;
  private boolean addressRoom = true;

  private int length;
  private int flags;
  private boolean arrived;

  // Of the call under way.
  private int onHeap;
  private int addressAt;
  private int controlAt;
  private int dataAt;
  private boolean bare;

  /** Makes it this thread's, until {@link #leave}. */
  public void enter() {
    if (!USERS.compareAndSet(this, 0, 1)) {
      throw new IllegalStateException("the message is in use by a call");
    }
  }

  public void leave() {
    USERS.lazySet(this, 0); // the next to enter sees what was done before
  }

  // ------------------------------------------------------------------ what it is made of

  public Buffers buffers() {
    return buffers;
  }

  public ControlData control() {
    ancillary = true;
    return control;
  }

  public CarriedDescriptors descriptors() {
    ancillary = true;
    return descriptors;
  }

  public void setAddress(@Nullable SocketAddress target) {
    address.set(target);
  }

  public @Nullable SocketAddress address() {
    return address.get();
  }

  /** How many bytes of control messages may come, those with descriptors aside. */
  public void setControlRoom(int bytes) {
    ancillary = true;
    controlRoom = bytes;
  }

  /** Whether the sender's address is asked for. */
  public void setAddressRoom(boolean room) {
    addressRoom = room;
  }

  // ------------------------------------------------------------- what the last call told

  /** How many bytes came or went; -1 at the end. */
  public int length() {
    return length;
  }

  /** The flags that the kernel gave. */
  public int flags() {
    return flags;
  }

  /** Whether the last call brought something. */
  public boolean arrived() {
    return arrived;
  }

  /** Forgets all but the buffers and the room that there is; closes the descriptors that came. */
  public void clear() {
    address.set(null);
    if (ancillary) {
      control.clear();
      descriptors.clear();
    }
    forget();
  }

  private void forget() {
    length = 0;
    flags = 0;
    arrived = false;
  }

  // ------------------------------------------------------------------------ how it is sent

  boolean carriesControl() {
    return ancillary && (control.used() > 0 || descriptors.count() > 0);
  }

  /** Too little memory for control data (ENOBUFS) is nothing that would pass. */
  int sendEvents() {
    return carriesControl() ? NativeSocket.POLLOUT_BUT_NOBUFS : Abi.POLLOUT;
  }

  /** From now on the bytes alone are sent: all else has gone with the first of them. */
  void setBare(boolean bare) {
    this.bare = bare;
  }

  /** How much scratch memory sending takes; -1 if there is more than any kernel takes. */
  int measureToSend(NativeSocket socket) {
    forget();
    long bytes = buffers.measure(socket);
    onHeap = Scratch.chunk(socket, (int) Math.min(bytes, Integer.MAX_VALUE));
    if (onHeap < bytes && !socket.isStream()) {
      return -1;
    }
    return space(ancillary ? control.used() + descriptors.space() : 0);
  }

  /** Keeps the descriptors that go with it open, until {@link #release}. */
  void hold() throws IOException {
    if (ancillary) {
      descriptors.hold();
    }
  }

  void release() {
    if (ancillary) {
      descriptors.release();
    }
  }

  /** Writes header and all that it points to; where that ends. */
  int writeToSend(NativeSocket socket, Scratch scratch, int header, int at) {
    ByteBuffer memory = scratch.memory;
    addressAt = at;
    int addressLength = bare ? 0 : address.copyTo(socket, memory, at);
    int vectorsAt = aligned(at + addressLength);
    controlAt = vectorsAt + buffers.vectors() * Abi.IOVEC.size();
    int controlLength = 0;
    if (ancillary && !bare) {
      controlLength = control.copyTo(memory, controlAt);
      controlLength += descriptors.copyTo(memory, controlAt + controlLength);
    }
    dataAt = aligned(controlAt + controlLength);
    int end = dataAt + onHeap;
    int vectors = buffers.fill(scratch, vectorsAt, dataAt, end, true);
    MessageHeader.put(
        scratch, header, addressAt, addressLength, vectorsAt, vectors, controlAt, controlLength);
    return aligned(end);
  }

  /** Takes note of what was sent. */
  void sent(long bytes) {
    buffers.sent(bytes);
    length = (int) Math.max(bytes, 0);
  }

  /** As much was sent in several calls. */
  void setLength(long bytes) {
    length = (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  // -------------------------------------------------------------------- how it is received

  /** How much scratch memory receiving takes. */
  int measureToReceive(NativeSocket socket, int callFlags) {
    long bytes = buffers.measure(socket);
    onHeap = Scratch.chunk(socket, (int) Math.min(bytes, Integer.MAX_VALUE), callFlags);
    return space(room());
  }

  private int room() {
    return ancillary ? controlRoom + descriptors.receiveSpace() : 0;
  }

  /** Writes header and vectors; where the memory ends that belongs to them. */
  int writeToReceive(NativeSocket socket, Scratch scratch, int header, int at, int callFlags) {
    // A stream's bytes come from its peer. Where the kernel says so, a reply could not be sent.
    boolean told = !socket.isStream() || (callFlags & Abi.MSG_ERRQUEUE) != 0;
    addressAt = at;
    int addressLength = told && addressRoom ? Abi.SOCKADDR_MAX : 0;
    int vectorsAt = at + addressLength;
    controlAt = vectorsAt + buffers.vectors() * Abi.IOVEC.size();
    int room = room();
    dataAt = aligned(controlAt + room);
    int end = dataAt + onHeap;
    if (socket.isStream() && (callFlags & Abi.MSG_TRUNC) != 0) {
      scratch.clear(dataAt, end); // TCP throws bytes away instead of storing them
    }
    int vectors = buffers.fill(scratch, vectorsAt, dataAt, end, false);
    MessageHeader.put(
        scratch, header, addressAt, addressLength, vectorsAt, vectors, controlAt, room);
    return aligned(end);
  }

  /** Takes what came beside the bytes: first, so that nothing can get between. */
  void receiveControl(Scratch scratch, int header) {
    int room = room();
    if (room == 0) {
      return;
    }
    int told = MessageHeader.controlLength(scratch.memory, header);
    control.receive(scratch.memory, controlAt, Math.max(Math.min(told, room), 0), descriptors);
  }

  /** Takes the bytes that came. */
  void received(NativeSocket socket, Scratch scratch, int header, long bytes) {
    ByteBuffer memory = scratch.memory;
    if (addressRoom) {
      address.receive(socket, memory, addressAt, MessageHeader.addressLength(memory, header));
    }
    flags = MessageHeader.flags(memory, header) & ~ASKED_FOR;
    if (ancillary && descriptors.wasCut()) {
      flags |= Abi.MSG_CTRUNC;
    }
    length = (int) bytes;
    arrived = true;
    buffers.received(bytes, scratch, dataAt);
  }

  /** What came in several calls, the last of which has been noted. */
  void receivedBefore(int earlierFlags, long total) {
    flags |= earlierFlags;
    length = (int) total;
  }

  /** There was nothing, because nothing will come. */
  void ended() {
    clear();
    length = -1;
  }

  // --------------------------------------------------------------------------------- both

  /** For people: for instance {@code 10 bytes to /127.0.0.1:7, 2 control messages}. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    text.append(buffers.remaining()).append(" bytes");
    SocketAddress about = address();
    if (about != null) {
      text.append(arrived ? " from " : " to ").append(about);
    }
    control.describe(text);
    if (descriptors.count() > 0) {
      text.append(", ").append(descriptors.count()).append(" descriptors");
    }
    return text.toString();
  }

  private int space(int controlSpace) {
    return Abi.SOCKADDR_MAX
        + buffers.vectors() * Abi.IOVEC.size()
        + aligned(controlSpace)
        + aligned(onHeap);
  }

  private static int aligned(int index) {
    return (index + Long.BYTES - 1) & -Long.BYTES;
  }
}
