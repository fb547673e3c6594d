package io.sockets4j.can;

import static io.sockets4j.can.CanFrameTest.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sockets4j.Message;
import io.sockets4j.os.ControlConstants;
import io.sockets4j.os.SocketConstants;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Frames in memory that is used again and again. */
class CanFrameBufferTest {
  private static final byte[] EIGHT = {1, 2, 3, 4, 5, 6, 7, 8};

  private final CanFrameBuffer buffer = new CanFrameBuffer();

  @Test
  void tellsTheSameAsTheFrameThatIsSet() {
    for (CanFrame frame : CanFrameTest.frames()) {
      assertThat(buffer.set(frame).toFrame()).isEqualTo(frame).hasToString(buffer.toString());
      assertThat(buffer.hasFrame()).isTrue();
      assertThat(buffer.kind()).isEqualTo(frame.kind());
      assertThat(buffer.id()).isEqualTo(frame.id());
      assertThat(buffer.number()).isEqualTo(frame.number());
      assertThat(buffer.isExtended()).isEqualTo(frame.isExtended());
      assertThat(buffer.isRemote()).isEqualTo(frame.isRemote());
      assertThat(buffer.isError()).isEqualTo(frame.isError());
      assertThat(buffer.length()).isEqualTo(frame.length());
      assertThat(buffer.data()).isEqualTo(ByteBuffer.wrap(frame.data()));
      assertThat(buffer.rawDlc()).isEqualTo(frame.rawDlc());
      assertThat(buffer.flags()).isEqualTo(frame.flags());
      assertThat(buffer.sdt()).isEqualTo(frame.sdt());
      assertThat(buffer.acceptanceField()).isEqualTo(frame.acceptanceField());
      assertThat(buffer.vcid()).isEqualTo(frame.vcid());
    }
  }

  @Test
  void isMadePartByPart() {
    buffer.set(CanFrame.xl(1, 2, 3, data(2048))); // nothing of it is to be left
    buffer.setClassic(0x123, 4).data().putInt(0, 0x01020304);
    assertThat(buffer.toFrame())
        .isEqualTo(CanFrame.of(0x123, (byte) 1, (byte) 2, (byte) 3, (byte) 4));
    assertThat(buffer.setId(0x18DA10F1).setLength(2).toFrame())
        .isEqualTo(CanFrame.of(0x18DA10F1, (byte) 1, (byte) 2));
    assertThat(buffer.setClassic(5, 8).setRawDlc(13).toFrame())
        .isEqualTo(CanFrame.of(5, new byte[8]).withRawDlc(13));
    assertThat(buffer.setRawDlc(8).toFrame()).isEqualTo(CanFrame.of(5, new byte[8]));
    assertThat(buffer.setRawDlc(9).setLength(7).toFrame()).isEqualTo(CanFrame.of(5, new byte[7]));
    assertThat(buffer.setRemote(0x123, 3).setId(0x124).toFrame())
        .isEqualTo(CanFrame.remote(0x124, 3));
    assertThat(buffer.data().hasRemaining()).isFalse();

    buffer.setFd(0x123, 64).data().put(data(64));
    assertThat(buffer.toFrame()).isEqualTo(CanFrame.fd(0x123, data(64)));
    assertThat(buffer.setFlags(CanStructs.BRS).toFrame())
        .isEqualTo(CanFrame.fd(0x123, data(64)).withBitRateSwitch(true));

    buffer.setXl(0x123, 9, -7, 1).data().put((byte) 1);
    assertThat(buffer.setLength(2000).setVcid(200).setFlags(3).setId(0x7ff).toFrame())
        .isEqualTo(
            CanFrame.xl(0x7ff, 9, -7, java.util.Arrays.copyOf(new byte[] {1}, 2000))
                .withVcid(200)
                .withSec(true)
                .withRrs(true));
  }

  @Test
  void showsItsDataByOneViewThatIsAlwaysTheSame() {
    ByteBuffer view = buffer.setClassic(1, 8).data();
    view.order(ByteOrder.LITTLE_ENDIAN).position(3);
    assertThat(buffer.data()).isSameAs(view);
    assertThat(view.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(view.position()).isZero();
    assertThat(buffer.setFd(1, 12).data()).isSameAs(view);
    assertThat(view.limit()).isEqualTo(12);
  }

  @Test
  void refusesWhatNoFrameHoldsAndKeepsTheOneThatItHas() {
    buffer.set(CanFrame.of(1, EIGHT));
    assertThatIllegalArgumentException().isThrownBy(() -> buffer.setClassic(1, 9));
    assertThatIllegalArgumentException().isThrownBy(() -> buffer.setClassic(CanId.REMOTE, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> buffer.setRemote(1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> buffer.setFd(1, 65));
    assertThatIllegalArgumentException().isThrownBy(() -> buffer.setXl(0x800, 0, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> buffer.setXl(0, -1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> buffer.setXl(0, 0, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> buffer.setXl(0, 0, 0, 2049));
    assertThatIllegalArgumentException().isThrownBy(() -> buffer.setLength(9));
    assertThatIllegalArgumentException().isThrownBy(() -> buffer.setRawDlc(16));
    assertThatIllegalArgumentException().isThrownBy(() -> buffer.setId(-1));
    assertThatIllegalStateException().isThrownBy(() -> buffer.setFlags(1));
    assertThatIllegalStateException().isThrownBy(() -> buffer.setVcid(1));
    assertThat(buffer.toFrame()).isEqualTo(CanFrame.of(1, EIGHT));
    assertThatIllegalStateException().isThrownBy(() -> buffer.setClassic(1, 7).setRawDlc(9));
    assertThatIllegalStateException()
        .isThrownBy(() -> buffer.set(CanFrame.error(1, EIGHT)).setId(1));
    assertThatIllegalArgumentException().isThrownBy(() -> buffer.setFd(1, 1).setFlags(256));
    assertThatIllegalArgumentException().isThrownBy(() -> buffer.setXl(1, 1, 1, 1).setVcid(256));
  }

  @Test
  void hasNoPartsWithoutAFrame() {
    assertThat(buffer.hasFrame()).isFalse();
    assertThat(buffer).hasToString("no frame");
    assertThatIllegalStateException().isThrownBy(buffer::id).withMessageContaining("no frame");
    assertThatIllegalStateException().isThrownBy(buffer::data);
    assertThatIllegalStateException().isThrownBy(buffer::toFrame);
    assertThatIllegalStateException().isThrownBy(() -> buffer.setLength(1));
    assertThat(buffer.isLocal() || buffer.isOwn() || buffer.isTruncated()).isFalse();
    assertThat(buffer.interfaceIndex()).isZero();
    assertThat(buffer.timestampNanos() + buffer.hardwareTimestampNanos() + buffer.dropped())
        .isZero();
  }

  @Test
  void isOverMemoryThatIsGiven() {
    ByteBuffer memory = ByteBuffer.allocateDirect(100).position(10).limit(26);
    CanFrameBuffer small = new CanFrameBuffer(memory).set(CanFrame.of(0x123, EIGHT));
    assertThat(memory.get(18)).isEqualTo((byte) 1);
    assertThat(memory.clear().get(26)).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small.setFd(1, 1))
        .withMessageContaining("FD takes 72 bytes: the memory has 16");
    assertThatIllegalArgumentException().isThrownBy(() -> small.set(CanFrame.fd(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> small.setXl(1, 0, 0, 5));
    assertThat(small.setXl(1, 0, 0, 4).toFrame()).isEqualTo(CanFrame.xl(1, 0, 0, new byte[4]));
    assertThatIllegalArgumentException().isThrownBy(() -> small.setLength(5));
    assertThat(new CanFrameBuffer(CanFrame.Kind.FD).setFd(1, 64).length()).isEqualTo(64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CanFrameBuffer(ByteBuffer.allocateDirect(15)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CanFrameBuffer(ByteBuffer.allocate(16)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CanFrameBuffer(ByteBuffer.allocateDirect(16).asReadOnlyBuffer()));
  }

  @Test
  void batchesHaveMemoryForAsManyFramesAsTheySay() {
    CanFrameBatch batch = new CanFrameBatch(3, CanFrame.Kind.CLASSIC);
    assertThat(batch.capacity()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      batch.frame(i).set(CanFrame.of(i, data(i)));
    }
    for (int i = 0; i < 3; i++) {
      assertThat(batch.frame(i).toFrame()).isEqualTo(CanFrame.of(i, data(i)));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new CanFrameBatch(0, CanFrame.Kind.FD));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CanFrameBatch(Integer.MAX_VALUE, CanFrame.Kind.FD));
  }

  /** A controller with a clock is not at hand: what the kernel would give of it is. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void readsTimesAndCountersAsTheKernelGivesThem() {
    ByteBuffer times = ByteBuffer.allocate(48).order(ByteOrder.nativeOrder());
    times.putLong(1_700_000_000).putLong(123).putLong(0).putLong(0).putLong(5).putLong(6);
    ByteBuffer lost = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(-1);
    int level = SocketConstants.SOL_SOCKET.value();
    int timestamping = ControlConstants.SCM_TIMESTAMPING.value();
    CanArrival arrival = new CanArrival();
    arrival.read(
        new Message()
            .add(level, timestamping, times.array())
            .add(level, SocketConstants.SO_RXQ_OVFL.value(), lost.array()));
    assertThat(arrival.timestamp()).isEqualTo(1_700_000_000_000_000_123L);
    assertThat(arrival.hardwareTimestamp()).isEqualTo(5_000_000_006L);
    assertThat(arrival.dropped()).isEqualTo(0xffff_ffffL);

    byte[] time = java.util.Arrays.copyOf(times.array(), 16);
    arrival.read(new Message().add(level, ControlConstants.SCM_TIMESTAMPNS.value(), time));
    assertThat(arrival.timestamp()).isEqualTo(1_700_000_000_000_000_123L);
    assertThat(arrival.hardwareTimestamp() + arrival.dropped()).isZero();

    arrival.read(new Message().add(level, timestamping, new byte[7])); // cut
    assertThat(arrival.timestamp() + arrival.hardwareTimestamp()).isZero();
  }
}
