package io.sockets4j.internal;

import java.nio.ByteBuffer;

/** The struct msghdr in scratch memory, and the vectors that it points to. */
final class MessageHeader {
  /** From one header to the next where there are several, as Linux has it in struct mmsghdr. */
  static final int STRIDE = Abi.MSGHDR.size() + 8;

  /** There a header is followed by how many bytes came or went. */
  private static final int LENGTH = Abi.MSGHDR.size();

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
    Abi.MSG_NAME.putLong(memory, at, addressRoom == 0 ? 0 : scratch.at(address));
    Abi.MSG_NAMELEN.putInt(memory, at, addressRoom);
    Abi.MSG_IOV.putLong(memory, at, scratch.at(vectors));
    Abi.MSG_IOVLEN.putUnsigned(memory, at, vectorCount);
    Abi.MSG_CONTROL.putLong(memory, at, controlRoom == 0 ? 0 : scratch.at(control));
    Abi.MSG_CONTROLLEN.putUnsigned(memory, at, controlRoom);
    Abi.MSG_FLAGS.putInt(memory, at, 0);
  }

  /** Writes one of the vectors that stand somewhere. */
  static void putVector(ByteBuffer memory, int vectors, int index, long base, long length) {
    int vector = vectors + index * Abi.IOVEC.size();
    Abi.IOV_BASE.putLong(memory, vector, base);
    Abi.IOV_LEN.putLong(memory, vector, length);
  }

  /** How many bytes the vectors of a header have in all. */
  static long capacity(Scratch scratch, int at) {
    ByteBuffer memory = scratch.memory;
    int vector = (int) (Abi.MSG_IOV.getLong(memory, at) - scratch.base);
    long sum = 0;
    for (long i = Abi.MSG_IOVLEN.getUnsigned(memory, at); i > 0; i--) {
      sum += Abi.IOV_LEN.getLong(memory, vector);
      vector += Abi.IOVEC.size();
    }
    return sum;
  }

  static int flags(ByteBuffer memory, int at) {
    return Abi.MSG_FLAGS.getInt(memory, at);
  }

  static int addressLength(ByteBuffer memory, int at) {
    return Abi.MSG_NAMELEN.getInt(memory, at);
  }

  static int controlLength(ByteBuffer memory, int at) {
    return (int) Abi.MSG_CONTROLLEN.getUnsigned(memory, at);
  }

  static int length(ByteBuffer memory, int at) {
    return memory.getInt(at + LENGTH);
  }

  static void putLength(ByteBuffer memory, int at, int length) {
    memory.putInt(at + LENGTH, length);
  }
}
