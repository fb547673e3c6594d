package io.sockets4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.SocketPair;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.Families;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Several headers at once, by the system's calls and by what takes their place. */
class MessageVectorTest {
  private static final int COUNT = 5;
  private static final int HEADERS = Scratch.HEADER;
  private static final int VECTORS = HEADERS + 10 * MessageHeader.STRIDE;
  private static final int DATA = 8192;
  private static final int ROOM = 100;

  /** More than a socket takes at once. */
  private static final int ENDLESS = 1 << 22;

  /** One of the four calls. */
  private interface Call {
    int make(int fd, Scratch scratch, int headers, int count, int flags);
  }

  private static void point(Scratch scratch, int index, int length) {
    int header = HEADERS + index * MessageHeader.STRIDE;
    int vector = VECTORS + index * Abi.IOVEC.size();
    MessageHeader.put(scratch, header, 0, 0, vector, 1, 0, 0);
    MessageHeader.putVector(scratch.memory, vector, 0, scratch.at(DATA + index * ROOM), length);
    MessageHeader.putLength(scratch.memory, header, -1);
  }

  private static int length(Scratch scratch, int index) {
    return MessageHeader.length(scratch.memory, HEADERS + index * MessageHeader.STRIDE);
  }

  private static void exchange(Call send, Call receive) throws IOException {
    try (SocketPair<?> pair = BsdSocket.pair(Families.byDomainOrUnknown(1), SocketType.SEQPACKET);
        Scratch scratch = Scratch.take()) {
      int near = pair.first().fd();
      int far = pair.second().fd();
      for (int i = 0; i < COUNT; i++) {
        point(scratch, i, ROOM);
      }
      assertThat(receive.make(far, scratch, HEADERS, COUNT, Abi.MSG_DONTWAIT))
          .isEqualTo(-Errno.EAGAIN.value());
      for (int i = 0; i < COUNT; i++) {
        point(scratch, i, 10 + i);
        scratch.memory.put(DATA + i * ROOM, (byte) (i + 1));
      }
      assertThat(send.make(near, scratch, HEADERS, COUNT, Abi.SEND_FLAGS | Abi.MSG_DONTWAIT))
          .isEqualTo(COUNT);
      for (int i = 0; i < COUNT; i++) {
        assertThat(length(scratch, i)).isEqualTo(10 + i);
        point(scratch, i, ROOM);
        scratch.memory.put(DATA + i * ROOM, (byte) 0);
      }
      point(scratch, COUNT, ROOM);
      int received = receive.make(far, scratch, HEADERS, COUNT + 1, Abi.MSG_DONTWAIT);
      assertThat(received).isEqualTo(COUNT);
      for (int i = 0; i < COUNT; i++) {
        assertThat(length(scratch, i)).isEqualTo(10 + i);
        assertThat(scratch.memory.get(DATA + i * ROOM)).isEqualTo((byte) (i + 1));
      }
      pair.second().close();
      assertThat(send.make(near, scratch, HEADERS, COUNT, Abi.SEND_FLAGS | Abi.MSG_DONTWAIT))
          .isEqualTo(-Errno.EPIPE.value());
    }
  }

  @Test
  void theSystemsCallsAndTheirSubstitutesAgree() throws IOException {
    exchange(MessageVector::send, MessageVector::receive);
    exchange(MessageVector::sendOneByOne, MessageVector::receiveOneByOne);
    exchange(MessageVector::send, MessageVector::receiveOneByOne);
  }

  /** What follows a part of a message would stand amid it. */
  private static void stopAfterAPart(Call send) throws IOException {
    try (SocketPair<?> pair = BsdSocket.pair(Families.byDomainOrUnknown(1), SocketType.STREAM);
        Scratch scratch = Scratch.take(ENDLESS)) {
      point(scratch, 0, 10);
      point(scratch, 1, ENDLESS);
      point(scratch, 2, 10);
      int flags = Abi.SEND_FLAGS | Abi.MSG_DONTWAIT;
      assertThat(send.make(pair.first().fd(), scratch, HEADERS, 3, flags)).isEqualTo(2);
      assertThat(length(scratch, 0)).isEqualTo(10);
      assertThat(length(scratch, 1)).isBetween(1, ENDLESS - 1);
      assertThat(length(scratch, 2)).isEqualTo(-1);
    }
  }

  @Test
  void nothingFollowsAPartOfAMessage() throws IOException {
    stopAfterAPart(MessageVector::send);
    stopAfterAPart(MessageVector::sendOneByOne);
  }
}
