package io.sockets4j.internal;

import java.nio.ByteBuffer;

/** The struct msghdr in scratch memory, and the vectors that it points to. */
final class MessageHeader {
  private MessageHeader() {}

  /**
   * Writes a header without control data.
   *
   * @param addressRoom how many bytes of an address there are, or fit; 0 for none
   * @param vectors how many vectors count
   */
  static void put(Scratch scratch, int addressRoom, int vectors) {
    ByteBuffer memory = scratch.memory;
    int header = Scratch.HEADER;
    Abi.MSG_NAME.putLong(memory, header, addressRoom == 0 ? 0 : scratch.at(Scratch.ADDRESS));
    Abi.MSG_NAMELEN.putInt(memory, header, addressRoom);
    Abi.MSG_IOV.putLong(memory, header, scratch.at(Scratch.VECTORS));
    Abi.MSG_IOVLEN.putUnsigned(memory, header, vectors);
    Abi.MSG_CONTROL.putLong(memory, header, 0);
    Abi.MSG_CONTROLLEN.putUnsigned(memory, header, 0);
    Abi.MSG_FLAGS.putInt(memory, header, 0);
  }

  static void putVector(ByteBuffer memory, int index, long base, long length) {
    int vector = Scratch.VECTORS + index * Abi.IOVEC.size();
    Abi.IOV_BASE.putLong(memory, vector, base);
    Abi.IOV_LEN.putLong(memory, vector, length);
  }

  static int flags(ByteBuffer memory) {
    return Abi.MSG_FLAGS.getInt(memory, Scratch.HEADER);
  }

  static int addressLength(ByteBuffer memory) {
    return Abi.MSG_NAMELEN.getInt(memory, Scratch.HEADER);
  }
}
