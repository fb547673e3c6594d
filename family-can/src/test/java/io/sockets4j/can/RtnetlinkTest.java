package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockets4j.os.Errno;
import io.sockets4j.os.Platform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel says of interfaces, as bytes: right, wrong, cut and random ones. */
class RtnetlinkTest {
  private static final int SEQUENCE = 1;
  private static final int HEADER = 16;

  @BeforeAll
  static void needsLinux() {
    assumeTrue(Platform.current().isLinux(), "rtnetlink is of Linux");
  }

  @Test
  void everythingAboutAControllerIsRead() throws Exception {
    CanInterface can = read(controller()).get(0);
    assertThat(can.index()).isEqualTo(7);
    assertThat(can.name()).isEqualTo("can0");
    assertThat(can.kind()).isEqualTo("can");
    assertThat(can.isVirtual()).isFalse();
    assertThat(can.isUp()).isTrue();
    assertThat(can.mtu()).isEqualTo(CanInterface.FD_MTU);
    assertThat(can.operationalState()).isEqualTo(CanInterfaceState.UP).hasToString("UP");
    assertThat(can.statistics())
        .isEqualTo(new CanInterfaceStatistics(1, 2, 3, 4, 5, 6, 7, 1L << 40));
    assertThat(can.peer()).isEmpty();
    assertThat(can.address()).isEqualTo(CanAddress.of(7));
    assertThat(can)
        .hasToString("can0: can, up, MTU 72, ERROR_PASSIVE, 500000 bit/s")
        .isEqualTo(read(controller()).get(0))
        .hasSameHashCodeAs(read(controller()).get(0));
    CanBitTimingLimits limits = new CanBitTimingLimits("mcp251xfd", 2, 256, 1, 128, 127, 1, 256, 1);
    assertThat(can.controller())
        .contains(
            new CanController(
                CanState.ERROR_PASSIVE,
                Set.of(CanMode.FD, CanMode.LISTEN_ONLY, new CanMode(1 << 31)),
                Set.of(CanMode.FD, CanMode.LISTEN_ONLY, CanMode.LOOPBACK),
                Optional.of(new CanBitTiming(500_000, 875, 25, 34, 35, 10, 5, 1)),
                Optional.of(new CanBitTiming(2_000_000, 750, 25, 7, 7, 5, 2, 1)),
                Optional.of(limits),
                Optional.of(limits),
                List.of(10_000, 500_000),
                List.of(2_000_000),
                8_000_000,
                40_000_000,
                Duration.ofMillis(0xffff_ffffL),
                Optional.of(new CanErrorCounters(128, 65_535)),
                OptionalInt.of(120),
                List.of(0, 120, 65_535),
                new CanControllerStatistics(1, 2, 3, 4, 5, 0xffff_ffffL)));
  }

  @Test
  void whatKernelsDoNotTellIsEmpty() throws Exception {
    Rtnetlink.Request bare = Rtnetlink.Request.of(RtnetlinkStructs.RTM_NEWLINK, 9);
    CanInterface can = read(ofCan(bare)).get(0);
    assertThat(can).hasToString("#9: unknown kind, down, MTU 0");
    assertThat(can.controller()).isEmpty();
    assertThat(can.statistics()).isEqualTo(CanInterfaceStatistics.NONE);

    Rtnetlink.Request older =
        Rtnetlink.Request.of(RtnetlinkStructs.RTM_NEWLINK, 9)
            .put(
                RtnetlinkStructs.IFLA_LINKINFO,
                info ->
                    info.put(
                        RtnetlinkStructs.IFLA_INFO_DATA,
                        data -> data.put(RtnetlinkStructs.IFLA_CAN_STATE, 17)));
    CanController controller = read(ofCan(older)).get(0).controller().orElseThrow();
    assertThat(controller.state()).isEqualTo(new CanState(17)).hasToString("17");
    assertThat(controller.supportedModes()).isEmpty();
    assertThat(controller.bitTiming()).isEmpty();
    assertThat(controller.errorCounters()).isEmpty();
    assertThat(controller.termination()).isEmpty();
    assertThat(controller.restartDelay()).isZero();
    assertThat(controller.statistics()).isEqualTo(CanControllerStatistics.NONE);
  }

  @Test
  void interfacesOfOtherTypesArePassedOver() throws Exception {
    ByteBuffer message = Rtnetlink.Request.of(RtnetlinkStructs.RTM_NEWLINK, 9).toBuffer();
    assertThat(read(message)).isEmpty();
  }

  @Test
  void whatIsNoAnswerToTheRequestIsPassedOver() throws Exception {
    ByteBuffer message = controller();
    RtnetlinkStructs.NLMSG_SEQ.putInt(message, 0, SEQUENCE + 1);
    Rtnetlink.Answer answer = new Rtnetlink.Answer(SEQUENCE);
    answer.read(message);
    assertThat(answer.bodies).isEmpty();
    assertThat(answer.complete).isFalse();
  }

  @Test
  void theKernelsWordsAreReadWithAndWithoutWhatItRefused() throws Exception {
    ByteBuffer words = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder());
    words
        .putShort((short) 17)
        .putShort((short) 1)
        .put("Unknown kind\0".getBytes(StandardCharsets.UTF_8));
    for (int refused : new int[] {0, 4, 17, 40}) {
      int size = 4 + HEADER + (refused + 3 & ~3);
      ByteBuffer body = ByteBuffer.allocate(size + 20).order(ByteOrder.nativeOrder());
      body.putInt(0, -Errno.EOPNOTSUPP.value()).putInt(4, HEADER + refused);
      body.put(size, words.array());
      assertRefused(message(2, 0x200, body), Errno.EOPNOTSUPP, "Unknown kind");
      assertRefused(message(2, 0, body), Errno.EOPNOTSUPP, null);
      ByteBuffer capped = ByteBuffer.allocate(40).order(ByteOrder.nativeOrder());
      capped.put(0, body, 0, 20).put(20, words.array());
      assertRefused(message(2, 0x300, capped), Errno.EOPNOTSUPP, "Unknown kind");
    }
    ByteBuffer done = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
    done.putInt(0, -Errno.EINVAL.value()).put(4, words.array());
    assertRefused(message(3, 0x202, done), Errno.EINVAL, "Unknown kind");
  }

  private static void assertRefused(ByteBuffer message, Errno errno, @Nullable String text)
      throws IOException {
    Rtnetlink.Answer answer = new Rtnetlink.Answer(SEQUENCE);
    answer.read(message);
    assertThat(answer.complete).isTrue();
    assertThat(answer.errno).isEqualTo(errno.value());
    assertThat(answer.text).isEqualTo(text);
  }

  @Test
  void aListThatChangedOnTheWayIsKnownToHave() throws Exception {
    ByteBuffer first = controller();
    RtnetlinkStructs.NLMSG_FLAGS.putUnsigned(first, 0, 0x12); // NLM_F_MULTI, NLM_F_DUMP_INTR
    Rtnetlink.Answer answer = new Rtnetlink.Answer(SEQUENCE);
    answer.read(first);
    assertThat(answer.complete).isFalse();
    answer.read(message(3, 2, ByteBuffer.allocate(4)));
    assertThat(answer.complete).isTrue();
    assertThat(answer.interrupted).isTrue();
    assertThat(answer.bodies).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 4, a result of 4 bytes",
    "3, 0, a result of 0 bytes",
    "4, 0, NLMSG_OVERRUN",
    "16, 12, an interface of 12 bytes",
  })
  void aMessageThatIsTooShortIsRefused(int type, int size, String text) {
    ByteBuffer message = message(type, 0, ByteBuffer.allocate(size));
    assertThatThrownBy(() -> new Rtnetlink.Answer(SEQUENCE).read(message))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, Integer.MIN_VALUE, -4096})
  void aResultThatIsNoErrorNumberIsRefused(int error) {
    ByteBuffer body = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder()).putInt(0, error);
    ByteBuffer message = message(2, 0, body);
    assertThatThrownBy(() -> new Rtnetlink.Answer(SEQUENCE).read(message))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(Integer.toString(error));
  }

  @Test
  void everyCutIsSurvived() throws Exception {
    ByteBuffer message = controller();
    for (int length = 0; length < message.limit(); length++) {
      ByteBuffer cut = copy(message, length);
      if (length == 0) {
        assertThat(read(cut)).isEmpty();
        continue;
      }
      assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
      if (length >= HEADER) { // and one that says that this is all
        RtnetlinkStructs.NLMSG_LEN.putUnsigned(cut, 0, length);
        survive(cut);
      }
    }
  }

  @Test
  void randomBytesAreSurvived() throws Exception {
    Random random = new Random(5);
    ByteBuffer message = controller();
    for (int i = 0; i < 200_000; i++) {
      ByteBuffer changed;
      if (i % 4 == 0) {
        byte[] bytes = new byte[random.nextInt(120)];
        random.nextBytes(bytes);
        changed = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        if (bytes.length >= HEADER) { // one that is taken for an answer
          RtnetlinkStructs.NLMSG_LEN.putUnsigned(changed, 0, bytes.length);
          RtnetlinkStructs.NLMSG_TYPE.putUnsigned(changed, 0, i % 8 == 0 ? 16 : 2);
          RtnetlinkStructs.NLMSG_SEQ.putInt(changed, 0, SEQUENCE);
        }
      } else {
        changed = copy(message, message.limit());
        for (int n = random.nextInt(4); n >= 0; n--) {
          changed.put(random.nextInt(changed.limit()), (byte) random.nextInt());
        }
      }
      survive(changed);
    }
  }

  /** Reads what may be wrong, which is an IOException then and nothing else. */
  private static void survive(ByteBuffer datagram) {
    try {
      for (CanInterface each : read(datagram)) {
        assertThat(each.toString()).isNotEmpty();
      }
    } catch (IOException e) {
      assertThat(e).hasMessageMatching(".*\\d.*|.*NLMSG_OVERRUN.*");
    }
  }

  private static List<CanInterface> read(ByteBuffer datagram) throws IOException {
    Rtnetlink.Answer answer = new Rtnetlink.Answer(SEQUENCE);
    answer.read(datagram);
    List<CanInterface> interfaces = new ArrayList<>();
    for (ByteBuffer body : answer.bodies) {
      CanInterface.decode(body).ifPresent(interfaces::add);
    }
    return interfaces;
  }

  private static ByteBuffer copy(ByteBuffer message, int length) {
    ByteBuffer copy = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    return copy.put(0, message, 0, length);
  }

  private static ByteBuffer message(int type, int flags, ByteBuffer body) {
    ByteBuffer message =
        ByteBuffer.allocate(HEADER + body.capacity()).order(ByteOrder.nativeOrder());
    message.putInt(0, message.capacity()).putShort(4, (short) type).putShort(6, (short) flags);
    return message.putInt(8, SEQUENCE).put(HEADER, body, 0, body.capacity());
  }

  private static ByteBuffer ofCan(Rtnetlink.Request request) {
    ByteBuffer message = request.toBuffer();
    RtnetlinkStructs.IFI_TYPE.putUnsigned(message, HEADER, 280);
    return message;
  }

  /** A controller of which the kernel tells all that there is. */
  private static ByteBuffer controller() {
    byte[] limits =
        ByteBuffer.allocate(48)
            .order(ByteOrder.nativeOrder())
            .put("mcp251xfd\0\0\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII))
            .putInt(2)
            .putInt(256)
            .putInt(1)
            .putInt(128)
            .putInt(127)
            .putInt(1)
            .putInt(256)
            .putInt(1)
            .array();
    return ofCan(
        Rtnetlink.Request.of(RtnetlinkStructs.RTM_NEWLINK, 7)
            .setFlags(1, 1)
            .putText(RtnetlinkStructs.IFLA_IFNAME, "can0")
            .put(RtnetlinkStructs.IFLA_MTU, 72)
            .put(RtnetlinkStructs.IFLA_OPERSTATE, new byte[] {6})
            .put(RtnetlinkStructs.IFLA_STATS64, longs(1, 2, 3, 4, 5, 6, 7, 1L << 40))
            .put(
                RtnetlinkStructs.IFLA_LINKINFO,
                info ->
                    info.putText(RtnetlinkStructs.IFLA_INFO_KIND, "can")
                        .put(RtnetlinkStructs.IFLA_INFO_XSTATS, ints(1, 2, 3, 4, 5, -1))
                        .put(RtnetlinkStructs.IFLA_INFO_DATA, data -> controller(data, limits))));
  }

  private static void controller(Rtnetlink.Request data, byte[] limits) {
    data.put(RtnetlinkStructs.IFLA_CAN_STATE, 2)
        .put(RtnetlinkStructs.IFLA_CAN_CTRLMODE, ints(0, 0x8000_0022))
        .put(
            RtnetlinkStructs.IFLA_CAN_CTRLMODE_EXT,
            ext -> ext.put(RtnetlinkStructs.IFLA_CAN_CTRLMODE_SUPPORTED, 0x23))
        .put(RtnetlinkStructs.IFLA_CAN_BITTIMING, ints(500_000, 875, 25, 34, 35, 10, 5, 1))
        .put(RtnetlinkStructs.IFLA_CAN_DATA_BITTIMING, ints(2_000_000, 750, 25, 7, 7, 5, 2, 1))
        .put(RtnetlinkStructs.IFLA_CAN_BITTIMING_CONST, limits)
        .put(RtnetlinkStructs.IFLA_CAN_DATA_BITTIMING_CONST, limits)
        .put(RtnetlinkStructs.IFLA_CAN_BITRATE_CONST, ints(10_000, 500_000))
        .put(RtnetlinkStructs.IFLA_CAN_DATA_BITRATE_CONST, ints(2_000_000))
        .put(RtnetlinkStructs.IFLA_CAN_BITRATE_MAX, 8_000_000)
        .put(RtnetlinkStructs.IFLA_CAN_CLOCK, ints(40_000_000))
        .put(RtnetlinkStructs.IFLA_CAN_RESTART_MS, -1)
        .put(RtnetlinkStructs.IFLA_CAN_BERR_COUNTER, shorts(128, 65_535))
        .put(RtnetlinkStructs.IFLA_CAN_TERMINATION, (short) 120)
        .put(RtnetlinkStructs.IFLA_CAN_TERMINATION_CONST, shorts(0, 120, 65_535));
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.nativeOrder());
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }

  private static byte[] longs(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.nativeOrder());
    bytes.asLongBuffer().put(values);
    return bytes.array();
  }

  private static byte[] shorts(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.nativeOrder());
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }
}
