package io.sockets4j.can;

import static io.sockets4j.can.CanRawSocketTest.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocketOptions;
import io.sockets4j.testkit.RequiresFamily;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two million frames, each with a number: none is lost, out of order or there twice. */
@Timeout(300)
@RequiresFamily("AF_CAN")
class CanRawSoakTest {
  private static final int FRAMES = 2_000_000;
  private static final int BATCH = 250;
  private static final int DATA_ID = 0x123;
  private static final int ACKNOWLEDGEMENT_ID = 0x124;

  /** How many frames may be under way, for which a receive buffer has room. */
  private static final int WINDOW = 4_000;

  private static final int ROOM = 8 << 20;
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private static CanRawSocket open(Vcan vcan, int id) throws IOException {
    List<CanFilter> filters = List.of(CanFilter.exact(id));
    return CanRawSocket.open(vcan.address(), filters).setTimeout(DEADLINE);
  }

  /** Sends frames with consecutive numbers; each batch is another sort of frame. */
  private static void send(CanRawSocket socket, CanFrameBatch batch, long first)
      throws IOException {
    for (int i = 0; i < BATCH; i++) {
      batch.frame(i).data().putLong(0, first + i);
    }
    for (int sent = 0; sent < BATCH; ) {
      sent += socket.send(batch, sent, BATCH - sent);
    }
  }

  private static CanFrameBatch batch() {
    CanFrameBatch batch = new CanFrameBatch(BATCH, CanFrame.Kind.CLASSIC);
    for (int i = 0; i < BATCH; i++) {
      batch.frame(i).setClassic(DATA_ID, 8);
    }
    return batch;
  }

  /** The receiver acknowledges by frames of its own, so that its buffer is never full. */
  @Test
  void noneIsLostWhereTheBufferSuffices() throws Exception {
    try (Vcan vcan = Vcan.create();
        CanRawSocket receiver = open(vcan, DATA_ID);
        CanRawSocket sender = open(vcan, ACKNOWLEDGEMENT_ID)) {
      receiver.tellDropped().setOption(BsdSocketOptions.SO_RCVBUFFORCE, ROOM);
      Future<Void> sending =
          start(
              () -> {
                CanFrameBatch out = batch();
                CanFrameBuffer acknowledgement = new CanFrameBuffer();
                long acknowledged = 0;
                for (long next = 0; next < FRAMES; next += BATCH) {
                  while (next + BATCH > acknowledged + WINDOW) {
                    sender.receive(acknowledgement);
                    acknowledged = acknowledgement.data().getLong();
                  }
                  send(sender, out, next);
                }
                return null;
              });
      CanFrameBatch in = new CanFrameBatch(BATCH, CanFrame.Kind.CLASSIC);
      CanFrameBuffer acknowledgement = new CanFrameBuffer();
      long came = 0;
      long acknowledged = 0;
      while (came < FRAMES) {
        int count = receiver.receive(in);
        for (int i = 0; i < count; i++, came++) {
          long number = in.frame(i).data().getLong();
          if (number != came || in.frame(i).dropped() != 0) {
            throw new AssertionError(
                "number %d after %d, %d lost".formatted(number, came, in.frame(i).dropped()));
          }
        }
        if (came >= acknowledged + WINDOW / 2) {
          acknowledged = came;
          acknowledgement.setClassic(ACKNOWLEDGEMENT_ID, 8).data().putLong(0, came);
          receiver.send(acknowledgement);
        }
      }
      sending.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
      receiver.socket().configureBlocking(false);
      assertThat(receiver.receive(in)).isZero(); // no one is there twice
    }
  }

  /** The receiver sleeps from time to time: what it gets, and what the kernel counts, is all. */
  @Test
  void allThatAreLostAreCounted() throws Exception {
    try (Vcan vcan = Vcan.create();
        CanRawSocket receiver = open(vcan, DATA_ID);
        CanRawSocket sender = open(vcan, ACKNOWLEDGEMENT_ID)) {
      receiver.tellDropped();
      CanFrameBatch out = batch();
      CanFrameBatch in = new CanFrameBatch(BATCH, CanFrame.Kind.CLASSIC);
      receiver.socket().configureBlocking(false);
      long came = 0;
      for (long next = 0; next < FRAMES; next += BATCH) {
        send(sender, out, next);
        boolean awake = next / BATCH % 8 == 7;
        for (int count = 1; awake && count > 0; came += count) {
          count = receiver.receive(in);
          requireAllCounted(in, count, came);
        }
      }
      int count;
      while ((count = receiver.receive(in)) > 0) {
        requireAllCounted(in, count, came);
        came += count;
      }
      // What was lost last is told by the next frame that comes.
      send(sender, out, FRAMES);
      requireAllCounted(in, receiver.receive(in), came);
      assertThat(in.frame(0).data().getLong()).isEqualTo(FRAMES);
      assertThat(came + in.frame(0).dropped()).isEqualTo(FRAMES);
      assertThat(in.frame(0).dropped()).isBetween(1L, FRAMES - 1L);
    }
  }

  /** The number of each frame is that of those that came before, and those that were lost. */
  private static void requireAllCounted(CanFrameBatch batch, int count, long cameBefore) {
    for (int i = 0; i < count; i++) {
      CanFrameBuffer frame = batch.frame(i);
      long number = frame.data().getLong();
      if (number != cameBefore + i + frame.dropped()) {
        throw new AssertionError(
            "number %d after %d that came and %d lost"
                .formatted(number, cameBefore + i, frame.dropped()));
      }
    }
  }
}
