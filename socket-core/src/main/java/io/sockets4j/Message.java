package io.sockets4j;

import io.sockets4j.internal.ControlData;
import io.sockets4j.internal.Descriptor;
import io.sockets4j.internal.MessageParts;
import io.sockets4j.os.ControlHeader;
import io.sockets4j.os.MessageFlag;
import io.sockets4j.os.MessageFlags;
import io.sockets4j.spi.ControlType;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message with all that belongs to it: bytes in one buffer or several, the address, control
 * messages, descriptors, and the flags that came with it. It is what {@code struct msghdr} is to C:
 * made once, and used for as many calls as one likes, which allocate nothing.
 *
 * <pre>{@code
 * try (Message message = new Message(buffer).roomForControl(BsdControlTypes.SCM_TIMESTAMPNS)) {
 *   while (socket.receiveMessage(message) >= 0) {
 *     log(message.address(), message.get(BsdControlTypes.SCM_TIMESTAMPNS), buffer.flip());
 *     buffer.clear();
 *   }
 * }
 * }</pre>
 *
 * <p>Sending sends what is here: bytes from the positions of the buffers on, to {@link #address},
 * with what was {@linkplain #add added}. Receiving begins by forgetting all of that, except for the
 * buffers and the room for control messages, and fills in what came. So a message that came can be
 * sent on as it is, or back, once its buffers are flipped; {@link #clearControl} keeps back the
 * control messages, of which kernels take few from senders that they give to receivers.
 *
 * <h2>Descriptors</h2>
 *
 * Descriptors that come with a message belong to it, until {@link #takeDescriptors} hands them
 * over. Those that nobody took are closed when the message is used to receive again, cleared or
 * closed, or when the receive fails after all; those for which no {@linkplain #roomForDescriptors
 * room} was asked are closed as soon as they come. All are close-on-exec from the start.
 *
 * <p>A message is for one thread at a time. While a call uses it, all that would change it throws
 * {@link IllegalStateException}.
 */
public final class Message implements AutoCloseable {
  private final MessageParts parts = new MessageParts();

  /**
   * Makes a message.
   *
   * @param buffers where its bytes are, or are to go, one after the other; not copied
   */
  public Message(ByteBuffer... buffers) {
    parts.buffers().replace(buffers);
  }

  /** For the socket's calls. */
  MessageParts parts() {
    return parts;
  }

  /** What is done to a message while no call uses it. */
  private interface Change {
    void apply(MessageParts parts);
  }

  private Message change(Change change) {
    parts.enter();
    try {
      change.apply(parts);
      return this;
    } finally {
      parts.leave();
    }
  }

  // ------------------------------------------------------------------------------ bytes

  /**
   * Uses other buffers from now on.
   *
   * @param buffers where the bytes are, or are to go, one after the other; not copied
   * @return this
   */
  public Message setBuffers(ByteBuffer... buffers) {
    for (ByteBuffer buffer : buffers) {
      Objects.requireNonNull(buffer, "buffer");
    }
    return change(p -> p.buffers().replace(buffers));
  }

  /**
   * How many bytes the last call sent or received.
   *
   * @return bytes; -1 if there was the end of a stream. With MSG_TRUNC among the flags of the call,
   *     the length of the message itself, which may be more than the buffers took.
   */
  public int length() {
    return parts.length();
  }

  /**
   * Whether the last receive brought a message: it tells an empty one from none at all.
   *
   * @return false at the end of a stream, in non-blocking mode if there was nothing, and after a
   *     failure
   */
  public boolean arrived() {
    return parts.arrived();
  }

  // ---------------------------------------------------------------------------- address

  /**
   * Sets where the message is to go.
   *
   * @param target the address; null for where the socket is connected to
   * @return this
   */
  public Message setAddress(@Nullable SocketAddress target) {
    return change(p -> p.setAddress(target));
  }

  /**
   * Where the message is to go, or who sent the one that came. Of one that came it is decoded when
   * it is asked for.
   *
   * @return the address; null where there is none, as with streams and unnamed senders; an {@link
   *     io.sockets4j.spi.UnknownSocketAddress} where the family of the socket cannot read it
   */
  public @Nullable SocketAddress address() {
    return parts.address();
  }

  /**
   * Says whether the sender's address is to be received; unless told otherwise, it is. Where it is
   * known, since the socket is connected, or of no interest, the kernel has less to do without.
   *
   * @param room whether to receive it; if not, {@link #address} is null after a receive
   * @return this
   */
  public Message roomForAddress(boolean room) {
    return change(p -> p.setAddressRoom(room));
  }

  // ------------------------------------------------------------------------------ flags

  /**
   * What the kernel said of the message that came (msg_flags): MSG_TRUNC, MSG_CTRUNC, MSG_EOR,
   * MSG_OOB, MSG_ERRQUEUE and others.
   *
   * @return the flags; none after a send
   */
  public MessageFlags flags() {
    return MessageFlags.of(parts.flags());
  }

  /**
   * Whether the kernel said something of the message that came: {@link #flags} without an object.
   *
   * @param flag the flag
   * @return true if it is among the flags; false also where this platform does not have it
   */
  public boolean has(MessageFlag flag) {
    return flag.exists() && (parts.flags() & flag.value()) != 0;
  }

  /**
   * Whether the message was longer than the buffers, and the rest of it is lost.
   *
   * @return true if MSG_TRUNC is among the flags
   */
  public boolean truncated() {
    return has(MessageFlag.TRUNC);
  }

  /**
   * Whether there was more control data, or there were more descriptors, than there was room for.
   * The last control message may be cut. Linux says so too where the process has no descriptors
   * left.
   *
   * @return true if MSG_CTRUNC is among the flags
   */
  public boolean controlTruncated() {
    return has(MessageFlag.CTRUNC);
  }

  // ---------------------------------------------------------------------------- control

  /**
   * Makes room for control messages to be received, descriptors aside. Without any, all of them are
   * lost.
   *
   * @param bytes as computed by {@link ControlHeader#space}, one after the other; 0 to 262,144
   * @return this
   * @throws IllegalArgumentException if the number is out of range
   */
  public Message roomForControl(int bytes) {
    if (bytes < 0 || bytes > ControlData.LARGEST) {
      throw new IllegalArgumentException(
          "room for %d bytes of control messages: it is 0 to %d"
              .formatted(bytes, ControlData.LARGEST));
    }
    return change(p -> p.setControlRoom(bytes));
  }

  /**
   * Makes room for one control message of each of some types.
   *
   * @param types the types that the socket's options ask for
   * @return this
   */
  public Message roomForControl(ControlType<?>... types) {
    int bytes = 0;
    for (ControlType<?> type : types) {
      bytes += type.space();
    }
    return roomForControl(bytes);
  }

  /**
   * Adds a control message, to be sent.
   *
   * @param <T> the class of what it tells
   * @param type its type
   * @param value what it tells
   * @return this
   * @throws UnsupportedOperationException if this platform does not have the type
   * @throws IllegalArgumentException if the value is out of range, or if all control messages
   *     together take more than 262,144 bytes
   */
  public <T> Message add(ControlType<T> type, T value) {
    Objects.requireNonNull(value, type.name());
    int level = type.level().value();
    int number = type.constant().value();
    return change(p -> p.control().add(level, number, type.codec(), value));
  }

  /**
   * Adds a control message by numbers and bytes, to be sent.
   *
   * @param level the level, such as SOL_SOCKET (cmsg_level)
   * @param type the type within the level (cmsg_type)
   * @param data what it tells, as the kernel takes it; copied
   * @return this
   * @throws IllegalArgumentException if all control messages together take more than 262,144 bytes
   */
  public Message add(int level, int type, byte[] data) {
    return change(p -> p.control().add(level, type, data));
  }

  /**
   * What the first control message of a type tells.
   *
   * @param <T> the class of what it tells
   * @param type the type
   * @return the value; null if there is none, or if its data are none of this type: {@link
   *     #controlTruncated cut}, say
   * @throws UnsupportedOperationException if this platform does not have the type
   */
  public <T> @Nullable T get(ControlType<T> type) {
    return parts.control().first(type.level().value(), type.constant().value(), type.codec());
  }

  /**
   * The control messages that came or were added, without those that carry descriptors.
   *
   * @return a list of its own
   */
  public List<ControlMessage> control() {
    List<ControlMessage> all = new ArrayList<>();
    parts.control().forEach((level, type, data) -> all.add(new ControlMessage(level, type, data)));
    return all;
  }

  /**
   * Takes back what was added, and closes descriptors that came and that nobody took.
   *
   * @return this
   */
  public Message clearControl() {
    return change(
        p -> {
          p.control().clear();
          p.descriptors().clear();
        });
  }

  // ------------------------------------------------------------------------ descriptors

  /**
   * Makes room for descriptors to be received (SCM_RIGHTS). Further ones are closed as they come,
   * and {@link #controlTruncated} tells.
   *
   * @param most how many, 0 or more; Linux never sends more than 253 with a message
   * @return this
   * @throws IllegalArgumentException if the number is out of range
   */
  public Message roomForDescriptors(int most) {
    return change(p -> p.descriptors().setRoom(most));
  }

  /**
   * Adds the descriptor of a socket, to be sent (SCM_RIGHTS). It stays the socket's, which may be
   * closed as soon as the message has been sent; a send after that fails.
   *
   * @param socket the socket
   * @return this
   * @throws IllegalArgumentException if there are more than the kernel takes
   */
  public Message addDescriptor(BsdSocket<?> socket) {
    return addDescriptor(socket.nativeSocket().descriptor());
  }

  /**
   * Adds a descriptor, to be sent (SCM_RIGHTS). It stays the caller's, as with a socket.
   *
   * @param descriptor the descriptor
   * @return this
   * @throws IllegalArgumentException if there are more than the kernel takes
   */
  public Message addDescriptor(OwnedDescriptor descriptor) {
    return addDescriptor(descriptor.descriptor());
  }

  /**
   * Adds a descriptor by its number, to be sent (SCM_RIGHTS). The caller keeps it open until the
   * message has been sent.
   *
   * @param fd the number
   * @return this
   * @throws IllegalArgumentException if it is negative, or if there are more than the kernel takes
   */
  public Message addDescriptor(int fd) {
    return change(p -> p.descriptors().add(fd));
  }

  private Message addDescriptor(Descriptor descriptor) {
    return change(p -> p.descriptors().add(descriptor));
  }

  /**
   * Hands over the descriptors that came with the message: from now on they are the caller's to
   * close.
   *
   * @return the descriptors in the order in which they were sent, which may be none
   */
  public List<OwnedDescriptor> takeDescriptors() {
    List<OwnedDescriptor> taken = new ArrayList<>();
    change(p -> p.descriptors().take().forEach(one -> taken.add(new OwnedDescriptor(one))));
    return taken;
  }

  /**
   * Hands over the descriptor of the sender's process (SCM_PIDFD) that came with the message: from
   * now on it is the caller's to close. It takes {@link #roomForControl room} for a control message
   * of four bytes.
   *
   * @return the descriptor; null if none came
   */
  public @Nullable OwnedDescriptor takePidfd() {
    parts.enter();
    try {
      Descriptor taken = parts.descriptors().takeProcess();
      return taken == null ? null : new OwnedDescriptor(taken);
    } finally {
      parts.leave();
    }
  }

  // -------------------------------------------------------------------------------- end

  /**
   * Forgets address, control messages, descriptors, flags and length; closes descriptors that came
   * and that nobody took. The message can be used again.
   *
   * @return this
   */
  public Message clear() {
    return change(MessageParts::clear);
  }

  /** As {@link #clear}: nothing else has to be given back. */
  @Override
  public void close() {
    clear();
  }

  /**
   * For people.
   *
   * @return length, address and what it carries
   */
  @Override
  public String toString() {
    return parts.describe();
  }
}
