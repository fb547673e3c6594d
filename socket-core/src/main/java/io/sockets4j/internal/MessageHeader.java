package io.sockets4j.internal;

import java.nio.ByteBuffer;

/** The struct msghdr in scratch memory, and the vectors that it points to. */
final class MessageHeader {
  /** From one header to the next where there are several, as Linux has it in struct mmsghdr. */
  static final int STRIDE = Abi.MSGHDR.size() + 8;

  /** There a header is followed by how many bytes came or went. */
  private static final int LENGTH = Abi.MSGHDR.size();

  // Constants for the compiler, since a batch writes many headers.
  private static final int NAME = Abi.MSG_NAME.offset();
  private static final int NAME_LENGTH = Abi.MSG_NAMELEN.offset();
  private static final int VECTORS = Abi.MSG_IOV.offset();
  private static final int VECTOR_COUNT = Abi.MSG_IOVLEN.offset();
  private static final int CONTROL = Abi.MSG_CONTROL.offset();
  private static final int CONTROL_LENGTH = Abi.MSG_CONTROLLEN.offset();
  private static final int FLAGS = Abi.MSG_FLAGS.offset();
  private static final int VECTOR_BASE = Abi.IOV_BASE.offset();
  private static final int VECTOR_LENGTH = Abi.IOV_LEN.offset();
  private static final int VECTOR_SIZE = Abi.IOVEC.size();

  /** Whether the two counts are of eight bytes, or else of four. */
  private static final boolean LONG_COUNTS = Abi.MSG_IOVLEN.size() == Long.BYTES;

  private MessageHeader() {}

  /**
   * Writes a header without control data, at the usual places.
   *
   * @param addressRoom how many bytes of an address there are, or fit; 0 for none
   * @param vectors how many vectors count
   */
  static void put(Scratch scratch, int addressRoom, int vectors) {
    put(scratch, Scratch.HEADER, Scratch.ADDRESS, addressRoom, Scratch.VECTORS, vectors, 0, 0);
  }

  /**
   * Writes a header.
   *
   * @param at where it is to stand
   * @param address where an address stands or is to stand, and how many bytes of it there are, or
   *     fit; 0 for none
   * @param vectors where the vectors stand, and how many count
   * @param control where control data stand or are to stand, and how many bytes of them there are,
   *     or fit; 0 for none
   */
  static void put(
      Scratch scratch,
      int at,
      int address,
      int addressRoom,
      int vectors,
      int vectorCount,
      int control,
      int controlRoom) {
    ByteBuffer memory = scratch.memory;
    memory.putLong(at + NAME, addressRoom == 0 ? 0 : scratch.at(address));
    memory.putInt(at + NAME_LENGTH, addressRoom);
    memory.putLong(at + VECTORS, scratch.at(vectors));
    putCount(memory, at + VECTOR_COUNT, vectorCount);
    memory.putLong(at + CONTROL, controlRoom == 0 ? 0 : scratch.at(control));
    putCount(memory, at + CONTROL_LENGTH, controlRoom);
    memory.putInt(at + FLAGS, 0);
  }

  /** Writes one of the vectors that stand somewhere. */
  static void putVector(ByteBuffer memory, int vectors, int index, long base, long length) {
    int vector = vectors + index * VECTOR_SIZE;
    memory.putLong(vector + VECTOR_BASE, base);
    memory.putLong(vector + VECTOR_LENGTH, length);
  }

  /** How many bytes the vectors of a header have in all. */
  static long capacity(Scratch scratch, int at) {
    ByteBuffer memory = scratch.memory;
    int vector = (int) (memory.getLong(at + VECTORS) - scratch.base);
    long sum = 0;
    for (long i = getCount(memory, at + VECTOR_COUNT); i > 0; i--) {
      sum += memory.getLong(vector + VECTOR_LENGTH);
      vector += VECTOR_SIZE;
    }
    return sum;
  }

  static int flags(ByteBuffer memory, int at) {
    return memory.getInt(at + FLAGS);
  }

  static int addressLength(ByteBuffer memory, int at) {
    return memory.getInt(at + NAME_LENGTH);
  }

  static int controlLength(ByteBuffer memory, int at) {
    return (int) getCount(memory, at + CONTROL_LENGTH);
  }

  static int length(ByteBuffer memory, int at) {
    return memory.getInt(at + LENGTH);
  }

  static void putLength(ByteBuffer memory, int at, int length) {
    memory.putInt(at + LENGTH, length);
  }

  private static void putCount(ByteBuffer memory, int at, int count) {
    if (LONG_COUNTS) {
      memory.putLong(at, count);
    } else {
      memory.putInt(at, count);
    }
  }

  private static long getCount(ByteBuffer memory, int at) {
    return LONG_COUNTS ? memory.getLong(at) : Integer.toUnsignedLong(memory.getInt(at));
  }
}
