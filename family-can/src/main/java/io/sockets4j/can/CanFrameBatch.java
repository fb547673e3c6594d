package io.sockets4j.can;

import io.sockets4j.BsdSocket;
import io.sockets4j.Message;
import io.sockets4j.os.MessageFlags;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Memory for several frames, which are sent or received by one system call. To be used again and
 * again, by one thread at a time.
 *
 * <pre>{@code
 * CanFrameBatch batch = new CanFrameBatch(100, CanFrame.Kind.FD);
 * int count = socket.receive(batch);
 * for (int i = 0; i < count; i++) {
 *   CanFrameBuffer frame = batch.frame(i);
 *   sum += frame.length();
 * }
 * }</pre>
 */
public final class CanFrameBatch {
  private final CanFrameBuffer[] frames;
  private final Message[] messages;

  /**
   * Makes one.
   *
   * @param capacity the most frames that it holds, 1 or more
   * @param largest the kind of the largest frames that it is for
   * @throws IllegalArgumentException if the capacity is less than 1, or takes more than 2 GiB
   */
  public CanFrameBatch(int capacity, CanFrame.Kind largest) {
    int size =
        switch (largest) {
          case CLASSIC -> CanStructs.CC_SIZE;
          case FD -> CanStructs.FD_SIZE;
          case XL -> CanStructs.XL_SIZE;
        };
    CanStructs.check("frames in a batch", capacity, 1, Integer.MAX_VALUE / size);
    ByteBuffer memory = ByteBuffer.allocateDirect(capacity * size);
    frames = new CanFrameBuffer[capacity];
    messages = new Message[capacity];
    for (int i = 0; i < capacity; i++) {
      frames[i] = new CanFrameBuffer(memory.slice(i * size, size));
    }
  }

  /**
   * How many frames it holds.
   *
   * @return 1 or more
   */
  public int capacity() {
    return frames.length;
  }

  /**
   * One of the frames.
   *
   * @param index 0 to {@link #capacity()} - 1
   * @return its memory, always the same for an index
   * @throws IndexOutOfBoundsException if there is none
   */
  public CanFrameBuffer frame(int index) {
    return frames[index];
  }

  int send(BsdSocket<CanAddress> socket, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, frames.length);
    for (int i = offset; i < offset + count; i++) {
      messages[i] = frames[i].toSend(null);
    }
    return socket.sendMessages(messages, offset, count, MessageFlags.NONE);
  }

  int receive(BsdSocket<CanAddress> socket) throws IOException {
    for (int i = 0; i < frames.length; i++) {
      messages[i] = frames[i].toReceive();
    }
    int count = socket.receiveMessages(messages, 0, frames.length, MessageFlags.NONE);
    for (int i = 0; i < count; i++) {
      frames[i].received();
    }
    return count;
  }
}
