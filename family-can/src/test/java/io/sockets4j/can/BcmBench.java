package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/**
 * A virtual interface with a broadcast manager socket on it, and a raw socket that sees what it
 * sends and sends what it is to see.
 */
final class BcmBench implements AutoCloseable {
  static final Duration DEADLINE = Duration.ofSeconds(20);

  /** For what is not to happen: it can only be seen not to have happened yet. */
  static final Duration A_WHILE = Duration.ofMillis(300);

  /** CAN_RAW_FD_FRAMES. */
  private static final int FD_FRAMES = 5;

  final Vcan vcan;
  final CanBcmSocket bcm;
  private final BsdSocket<CanAddress> raw;

  private BcmBench(Vcan vcan) throws IOException {
    this.vcan = vcan;
    raw = raw(vcan);
    bcm = CanBcmSocket.open(vcan.name()).setTimeout(DEADLINE);
  }

  static BcmBench create() throws IOException {
    Vcan vcan = Vcan.create();
    try {
      return new BcmBench(vcan);
    } catch (Throwable e) {
      vcan.close();
      throw e;
    }
  }

  static BsdSocket<CanAddress> raw(Vcan vcan) throws IOException {
    BsdSocket<CanAddress> raw =
        BsdSocket.open(CanFamily.AF_CAN, SocketType.RAW, CanProtocols.CAN_RAW);
    return raw.setOption(CanProtocols.SOL_CAN_RAW.value(), FD_FRAMES, 1)
        .bind(vcan.address())
        .setTimeout(DEADLINE);
  }

  /** Has somebody else send frames. */
  void put(CanFrame... frames) throws IOException {
    for (CanFrame frame : frames) {
      ByteBuffer bytes = ByteBuffer.allocate(frame.size()).order(ByteOrder.nativeOrder());
      frame.encode(bytes, 0);
      assertThat(raw.send(bytes)).isEqualTo(frame.size());
    }
  }

  /** The next frame that somebody else sees. */
  CanFrame seen() throws IOException {
    return seen(raw);
  }

  static CanFrame seen(BsdSocket<CanAddress> raw) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(100).order(ByteOrder.nativeOrder());
    int length = raw.receive(bytes);
    return CanFrame.decode(bytes, 0, length);
  }

  /** The next event, which is to be a frame. */
  CanFrame changed() throws IOException {
    BcmEvent event = bcm.receive();
    assertThat(event).isInstanceOf(BcmEvent.RxChanged.class);
    return ((BcmEvent.RxChanged) event).frame();
  }

  @Override
  public void close() throws IOException {
    try (vcan;
        raw;
        bcm) {
      assertThat(raw.isOpen()).isTrue();
    }
  }
}
