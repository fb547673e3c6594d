package io.sockets4j.benchmarks.work;

import io.sockets4j.benchmarks.Task;
import io.sockets4j.can.CanAddress;
import io.sockets4j.can.CanFilter;
import io.sockets4j.can.CanFrame;
import io.sockets4j.can.CanFrameBatch;
import io.sockets4j.can.CanFrameBuffer;
import io.sockets4j.can.CanRawSocket;
import java.io.IOException;
import java.util.List;

/** Receives frames with our sockets: as values, into a buffer, or many at once. */
final class OurCan extends CanFrames {
  private final CanRawSocket receiver;
  private final CanRawSocket sender;
  private final CanFrameBatch out = new CanFrameBatch(AT_ONCE, CanFrame.Kind.CLASSIC);
  private final CanFrameBuffer frame = new CanFrameBuffer();
  private final CanFrameBatch batch = new CanFrameBatch(AT_ONCE, CanFrame.Kind.CLASSIC);
  private final String variant;

  OurCan(Task task) throws IOException {
    variant = task.variant();
    CanAddress address = CanAddress.of(task.transport());
    receiver = CanRawSocket.open(address, List.of(CanFilter.exact(id())));
    sender = CanRawSocket.open(address, List.of());
    for (int i = 0; i < AT_ONCE; i++) {
      out.frame(i).setClassic(id(), 8).data().putLong(0, i);
    }
  }

  @Override
  public void prepare() throws IOException {
    for (int sent = 0; sent < AT_ONCE; ) {
      sent += sender.send(out, sent, AT_ONCE - sent);
    }
  }

  @Override
  long receive() throws IOException {
    return switch (variant) {
      case "values" -> values();
      case "buffer" -> buffer();
      default -> batch();
    };
  }

  private long values() throws IOException {
    long sum = 0;
    for (int i = 0; i < AT_ONCE; i++) {
      CanFrame received = receiver.receive();
      long number = 0;
      for (int b = 0; b < 8; b++) {
        number = number << 8 | received.data(b);
      }
      sum += received.id() + number;
    }
    return sum;
  }

  private long buffer() throws IOException {
    long sum = 0;
    for (int i = 0; i < AT_ONCE; i++) {
      if (!receiver.receive(frame)) {
        throw new IOException("no frame");
      }
      sum += frame.id() + frame.data().getLong();
    }
    return sum;
  }

  private long batch() throws IOException {
    long sum = 0;
    for (int came = 0; came < AT_ONCE; ) {
      int some = receiver.receive(batch);
      for (int i = 0; i < some; i++) {
        CanFrameBuffer received = batch.frame(i);
        sum += received.id() + received.data().getLong();
      }
      came += some;
    }
    return sum;
  }

  @Override
  public void close() throws IOException {
    try (sender) {
      receiver.close();
    }
  }
}
