package io.sockets4j.can;

import static io.sockets4j.can.BcmConstants.CAN_BCM_RX_CHANGED;
import static io.sockets4j.can.BcmConstants.CAN_BCM_RX_SETUP;
import static io.sockets4j.can.BcmConstants.CAN_BCM_RX_STATUS;
import static io.sockets4j.can.BcmConstants.CAN_BCM_RX_TIMEOUT;
import static io.sockets4j.can.BcmConstants.CAN_BCM_TX_EXPIRED;
import static io.sockets4j.can.BcmConstants.CAN_BCM_TX_SEND;
import static io.sockets4j.can.BcmConstants.CAN_BCM_TX_SETUP;
import static io.sockets4j.can.BcmConstants.CAN_BCM_TX_STATUS;

import io.sockets4j.os.SystemConstant;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages to and from the broadcast manager as bytes. */
final class BcmCodec {
  private BcmCodec() {}

  /**
   * What is known of a message beside its bytes.
   *
   * @param address the interface
   * @param local whether what it tells of was sent by this machine
   * @param own whether it was sent by this socket
   * @param time when it came, if that is known
   */
  record Circumstances(CanAddress address, boolean local, boolean own, @Nullable Instant time) {}

  // ---------------------------------------------------------------------------- encoding

  /** To make a task or to change it. */
  static ByteBuffer setUp(BcmTask task) {
    if (task instanceof BcmTransmission transmission) {
      ByteBuffer buffer = message(CAN_BCM_TX_SETUP, task.id(), task.flags(), transmission.frames());
      BcmStructs.COUNT.putUnsigned(buffer, 0, transmission.count());
      BcmStructs.putTime(buffer, BcmStructs.IVAL1, transmission.firstInterval());
      BcmStructs.putTime(buffer, BcmStructs.IVAL2, transmission.interval());
      return buffer;
    }
    BcmReception reception = (BcmReception) task;
    ByteBuffer buffer = message(CAN_BCM_RX_SETUP, task.id(), task.flags(), reception.frames());
    BcmStructs.putTime(buffer, BcmStructs.IVAL1, reception.timeout());
    BcmStructs.putTime(buffer, BcmStructs.IVAL2, reception.throttle());
    return buffer;
  }

  /** To do something with a task that is there. */
  static ByteBuffer about(SystemConstant opcode, BcmKey key) {
    return message(opcode, key.id(), BcmRules.withFd(BcmFlags.NONE, key.fd()), List.of());
  }

  /** To send a frame once. */
  static ByteBuffer send(CanFrame frame) {
    List<CanFrame> one = List.of(frame);
    BcmFlags flags = BcmRules.withFd(BcmFlags.NONE, BcmRules.areFd(one));
    return message(CAN_BCM_TX_SEND, frame.id(), flags, one);
  }

  private static ByteBuffer message(
      SystemConstant opcode, int id, BcmFlags flags, List<CanFrame> frames) {
    int size = frameSize(flags);
    int head = BcmStructs.HEAD.size();
    ByteBuffer buffer =
        ByteBuffer.allocate(head + size * frames.size()).order(ByteOrder.nativeOrder());
    BcmStructs.OPCODE.putInt(buffer, 0, opcode.value());
    BcmStructs.FLAGS.putInt(buffer, 0, flags.bits());
    BcmStructs.CAN_ID.putInt(buffer, 0, id);
    BcmStructs.NFRAMES.putInt(buffer, 0, frames.size());
    for (int i = 0; i < frames.size(); i++) {
      frames.get(i).encode(buffer, head + size * i);
    }
    return buffer;
  }

  private static int frameSize(BcmFlags flags) {
    return flags.contains(BcmFlags.CAN_FD_FRAME) ? CanStructs.FD_SIZE : CanStructs.CC_SIZE;
  }

  // ---------------------------------------------------------------------------- decoding

  /**
   * Reads what came, whatever it is.
   *
   * @param buffer in native byte order, from 0 to its limit
   */
  static BcmEvent decode(ByteBuffer buffer, Circumstances circumstances) {
    try {
      return decodeKnown(buffer, circumstances);
    } catch (IllegalArgumentException e) {
      ByteBuffer bytes = ByteBuffer.allocate(buffer.limit()).order(buffer.order());
      bytes.put(0, buffer, 0, buffer.limit());
      return new BcmEvent.Unknown(circumstances.address, bytes, String.valueOf(e.getMessage()));
    }
  }

  private static BcmEvent decodeKnown(ByteBuffer buffer, Circumstances circumstances) {
    if (buffer.limit() < BcmStructs.HEAD.size()) {
      throw new IllegalArgumentException(
          "%d bytes: the head alone has %d".formatted(buffer.limit(), BcmStructs.HEAD.size()));
    }
    int opcode = BcmStructs.OPCODE.getInt(buffer, 0);
    BcmFlags flags = BcmFlags.of(BcmStructs.FLAGS.getInt(buffer, 0));
    int id = BcmStructs.CAN_ID.getInt(buffer, 0);
    CanAddress address = circumstances.address;
    if (opcode == CAN_BCM_RX_CHANGED.value()) {
      return new BcmEvent.RxChanged(
          address,
          key(false, id, flags),
          frames(buffer, flags, 1).get(0),
          circumstances.local,
          circumstances.own,
          circumstances.time);
    }
    if (opcode == CAN_BCM_RX_TIMEOUT.value()) {
      requireNone(buffer, flags);
      return new BcmEvent.RxTimeout(address, key(false, id, flags));
    }
    if (opcode == CAN_BCM_TX_EXPIRED.value()) {
      requireNone(buffer, flags);
      return new BcmEvent.TxExpired(address, key(true, id, flags));
    }
    if (opcode == CAN_BCM_TX_STATUS.value()) {
      return new BcmEvent.TxStatus(address, transmission(buffer, id, flags));
    }
    if (opcode == CAN_BCM_RX_STATUS.value()) {
      return new BcmEvent.RxStatus(address, reception(buffer, id, flags));
    }
    throw new IllegalArgumentException("opcode " + opcode + " is none that tells something");
  }

  private static BcmKey key(boolean transmission, int id, BcmFlags flags) {
    return new BcmKey(transmission, id, flags.contains(BcmFlags.CAN_FD_FRAME));
  }

  private static BcmTransmission transmission(ByteBuffer buffer, int id, BcmFlags flags) {
    return new BcmTransmission(
        id,
        frames(buffer, flags, BcmStructs.MOST_FRAMES),
        BcmStructs.COUNT.getUnsigned(buffer, 0),
        BcmStructs.getTime(buffer, BcmStructs.IVAL1),
        BcmStructs.getTime(buffer, BcmStructs.IVAL2),
        flags);
  }

  private static BcmReception reception(ByteBuffer buffer, int id, BcmFlags flags) {
    return new BcmReception(
        id,
        frames(buffer, flags, BcmStructs.MOST_MASKS),
        BcmStructs.getTime(buffer, BcmStructs.IVAL1),
        BcmStructs.getTime(buffer, BcmStructs.IVAL2),
        flags);
  }

  private static void requireNone(ByteBuffer buffer, BcmFlags flags) {
    List<CanFrame> unused = frames(buffer, flags, 0);
  }

  /** The frames of a message, of which there are as many as its head says. */
  private static List<CanFrame> frames(ByteBuffer buffer, BcmFlags flags, int most) {
    long count = BcmStructs.NFRAMES.getUnsigned(buffer, 0);
    int size = frameSize(flags);
    int head = BcmStructs.HEAD.size();
    if (count > most || (most == 1 && count == 0) || buffer.limit() != head + count * size) {
      throw new IllegalArgumentException(
          "%d bytes, which say that they have %d frames of %d behind the head of %d"
              .formatted(buffer.limit(), count, size, head));
    }
    List<CanFrame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(CanFrame.decode(buffer, head + size * i, size));
    }
    return frames;
  }
}
