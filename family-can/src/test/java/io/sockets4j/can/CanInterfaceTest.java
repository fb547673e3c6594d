package io.sockets4j.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockets4j.BsdSocket;
import io.sockets4j.NativeError;
import io.sockets4j.NetInterface;
import io.sockets4j.os.Errno;
import io.sockets4j.os.SocketType;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.RequiresFamily;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interfaces as the kernel has them, and as {@code ip} sees them. */
@Timeout(60)
@RequiresFamily("AF_CAN")
class CanInterfaceTest {

  @Test
  void aVcanIsMadeSetAndRemoved() throws Exception {
    Vcan.requireInside();
    String name = Vcan.freeName();
    CanInterface made = CanInterface.createVcan(name);
    assertThat(made.name()).isEqualTo(name);
    assertThat(made.index()).isEqualTo(NetInterface.byName(name).index());
    assertThat(made.kind()).isEqualTo("vcan");
    assertThat(made.isVirtual()).isTrue();
    assertThat(made.isUp()).isFalse();
    assertThat(made.mtu()).isEqualTo(CanInterface.FD_MTU);
    assertThat(made.operationalState()).isEqualTo(CanInterfaceState.DOWN);
    assertThat(made.controller()).isEmpty();
    assertThat(made.peer()).isEmpty();
    assertThat(made.address()).isEqualTo(CanAddress.of(name));
    assertThat(made).hasToString(name + ": vcan, down, MTU 72");

    for (int mtu : new int[] {CanInterface.CC_MTU, 76, CanInterface.FD_MTU, CanInterface.XL_MTU}) {
      assertThat(made.setMtu(mtu).mtu()).isEqualTo(mtu);
      assertThat(Vcan.ip("link show " + name)).contains("mtu " + mtu + " ");
    }
    CanInterface up = made.up();
    assertThat(up.isUp()).isTrue();
    assertThat(up.operationalState()).isEqualTo(CanInterfaceState.UNKNOWN);
    assertThat(up).isEqualTo(made).hasSameHashCodeAs(made);
    assertThat(Vcan.ip("link show " + name)).contains("UP,");
    assertRefused(() -> up.setMtu(CanInterface.CC_MTU), Errno.EBUSY, name, "down first");
    assertThat(CanInterface.all()).contains(up);
    assertThat(CanInterface.byIndex(up.index()).name()).isEqualTo(name);

    assertThat(up.down().isUp()).isFalse();
    assertThat(made.refresh().isUp()).isFalse();
    made.delete();
    assertThat(CanInterface.all()).doesNotContain(made);
    assertRefused(made::refresh, Errno.ENODEV, name);
    assertRefused(made::up, Errno.ENODEV, name, "gone");
    assertRefused(made::delete, Errno.ENODEV, name, "gone");
    assertRefused(() -> CanInterface.byName(name), Errno.ENODEV, "'" + name + "'");
  }

  @Test
  void theEndsOfAVxcanAreEachOthersPeers() throws Exception {
    Vcan.requireInside();
    String name = Vcan.freeName();
    String peerName = Vcan.freeName();
    CanInterface near = CanInterface.createVxcan(name, peerName);
    CanInterface far = near.peer().orElseThrow();
    assertThat(far.name()).isEqualTo(peerName);
    assertThat(far.peer()).contains(near);
    assertThat(near.kind()).isEqualTo("vxcan");
    assertThat(near.isVirtual()).isTrue();
    assertThat(near.up().operationalState()).isEqualTo(CanInterfaceState.LOWER_LAYER_DOWN);
    far.up();
    awaitUp(near);
    awaitUp(far);
    byte[] frame = {0x23, 1, 0, 0, 2, 0, 0, 0, 'h', 'i', 0, 0, 0, 0, 0, 0};
    try (var sender = raw(near);
        var receiver = raw(far)) {
      for (int i = 0; i < 3; i++) {
        assertThat(sender.send(frame)).isEqualTo(frame.length);
        assertThat(receiver.receive(100)).isEqualTo(frame);
      }
    }
    CanInterfaceStatistics sent = near.refresh().statistics();
    assertThat(sent.sentFrames()).isEqualTo(3);
    assertThat(sent.sentBytes()).isEqualTo(6);
    CanInterfaceStatistics received = far.refresh().statistics();
    assertThat(received.receivedFrames()).isEqualTo(3);
    assertThat(received.receivedBytes()).isEqualTo(6);
    assertThat(received.sentFrames()).isZero();

    try (Program elsewhere = Program.start("unshare", "--net", "sh", "-c", "echo there; cat")) {
      elsewhere.await("there");
      Vcan.ip("link set " + peerName + " netns " + elsewhere.process().pid());
      assertThat(near.refresh().peer()).isEmpty();
    }
    awaitGone(near); // the namespace went, and one end with it
  }

  /** The kernel gets to it after both ends are up; what is sent before is lost. */
  private static void awaitUp(CanInterface end) throws Exception {
    long latest = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!end.refresh().operationalState().equals(CanInterfaceState.UP)) {
      assertThat(System.nanoTime()).isLessThan(latest);
      Thread.onSpinWait();
    }
  }

  private static void awaitGone(CanInterface made) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (CanInterface.all().contains(made)) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static BsdSocket<CanAddress> raw(CanInterface of) throws IOException {
    return BsdSocket.open(CanFamily.AF_CAN, SocketType.RAW, CanProtocols.CAN_RAW)
        .bind(of.address())
        .setTimeout(Duration.ofSeconds(20));
  }

  @Test
  void anInterfaceThatIsThereIsNotMadeAnew() throws Exception {
    try (Vcan vcan = Vcan.create()) {
      String name = vcan.name();
      assertRefused(() -> CanInterface.createVcan(name), Errno.EEXIST, name, "already");
      String other = Vcan.freeName();
      assertRefused(() -> CanInterface.createVxcan(other, name), Errno.EEXIST, other, name);
      assertThat(CanInterface.all()).extracting(CanInterface::name).doesNotContain(other);
    }
  }

  @Test
  void aKindThatTheKernelDoesNotHaveIsExplained() {
    Vcan.requireInside();
    assertRefused(
        () -> CanInterface.create("tnone", "nocan", info -> {}, "tnone"),
        Errno.EOPNOTSUPP,
        "RTM_NEWLINK(tnone)",
        "Unknown device type",
        "'modprobe nocan'");
  }

  @Test
  void settingWhatAVirtualInterfaceHasNotIsExplained() throws Exception {
    try (Vcan vcan = Vcan.create()) {
      assertRefused(
          () -> vcan.now().configure(CanSettings.NONE.with(CanMode.FD)),
          Errno.EOPNOTSUPP,
          vcan.name(),
          "no controller");
      assertRefused(() -> vcan.now().restart(), Errno.EOPNOTSUPP, "no controller");
    }
  }

  @Test
  void whoMayNotMakeInterfacesIsToldWhatItTakes() throws Exception {
    Vcan.requireInside();
    List<String> command = new ArrayList<>(List.of("setpriv", "--bounding-set", "-net_admin"));
    command.addAll(Program.java(CreateVcan.class));
    try (Program program = Program.start(command, null, null)) {
      Program.Result result = program.finish();
      assertThat(result.out())
          .as(result.err())
          .contains("RTM_NEWLINK(tdenied): EPERM (Operation not permitted); ")
          .contains("CAP_NET_ADMIN");
    }
  }

  /** A program that tries to make an interface. */
  static final class CreateVcan {
    private CreateVcan() {}

    /** Prints why it could not. */
    public static void main(String... arguments) {
      try {
        System.out.println(CanInterface.createVcan("tdenied"));
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 15, 17, 71, 73, 75, 2061})
  void anMtuThatNoCanInterfaceHasIsRefused(int mtu) throws Exception {
    try (Vcan vcan = Vcan.create()) {
      assertThatThrownBy(() -> vcan.now().setMtu(mtu))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("MTU " + mtu);
    }
  }

  @Test
  void listsAreWholeWhileInterfacesComeAndGo() throws Exception {
    Vcan.requireInside();
    List<CanInterface> constant = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) { // more than one datagram
        constant.add(CanInterface.createVcan(Vcan.freeName()));
      }
      FutureTask<Integer> churn =
          new FutureTask<>(
              () -> {
                for (int i = 0; i < 100; i++) {
                  CanInterface.createVcan(Vcan.freeName()).delete();
                }
                return 100;
              });
      new Thread(churn).start();
      for (int i = 0; i < 200; i++) {
        assertThat(CanInterface.all()).containsAll(constant);
      }
      assertThat(churn.get(30, TimeUnit.SECONDS)).isEqualTo(100);
    } finally {
      for (CanInterface each : constant) {
        each.delete();
      }
    }
  }

  // ------------------------------------------------------------------------------ a controller

  @Test
  void aControllerIsSetStartedAndRead() throws Exception {
    try (Slcan slcan = Slcan.create()) {
      CanInterface can = slcan.now();
      assertThat(can.kind()).isEqualTo("can");
      assertThat(can.isVirtual()).isFalse();
      CanController stopped = can.controller().orElseThrow();
      assertThat(stopped.state()).isEqualTo(CanState.STOPPED);
      assertThat(stopped.bitTiming()).isEmpty();
      assertThat(stopped.bitrates()).startsWith(10_000, 20_000).endsWith(800_000, 1_000_000);
      assertThat(stopped.supportedModes()).containsExactly(CanMode.LISTEN_ONLY);
      assertThat(stopped.modes()).isEmpty();
      assertThat(stopped.errorCounters()).isEmpty();
      assertThat(stopped.termination()).isEmpty();
      assertThat(stopped.restartDelay()).isZero();

      can.configure(CanSettings.NONE.withBitTiming(CanBitTiming.ofBitrate(500_000)));
      CanInterface up = can.up();
      assertThat(slcan.heard() + slcan.heard().substring("heard ".length()))
          .isEqualTo("heard C.S6.O.");
      assertThat(up.toString()).endsWith("can, up, MTU 16, ERROR_ACTIVE, 500000 bit/s");
      assertThat(up.controller().orElseThrow().bitTiming())
          .hasValueSatisfying(timing -> assertThat(timing.bitrate()).isEqualTo(500_000));
      assertRefused(
          () -> can.configure(CanSettings.NONE.with(CanMode.LISTEN_ONLY)),
          Errno.EBUSY,
          "down first");

      slcan.say("sp130127");
      CanController passive =
          await(slcan, controller -> controller.state().equals(CanState.ERROR_PASSIVE));
      assertThat(passive.statistics().errorPassives()).isEqualTo(1);
      assertThat(passive.statistics().errorWarnings()).isZero();
      slcan.say("sb255000");
      CanController off = await(slcan, controller -> controller.state().equals(CanState.BUS_OFF));
      assertThat(off.statistics().busOffs()).isEqualTo(1);
    }
  }

  /** Reads the controller until it is as it has to become. */
  private static CanController await(Slcan slcan, Predicate<CanController> condition)
      throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      CanController controller = slcan.now().controller().orElseThrow();
      if (condition.test(controller)) {
        return controller;
      }
      assertThat(System.nanoTime()).as(controller.toString()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void modesAreSetAndUnset() throws Exception {
    try (Slcan slcan = Slcan.create()) {
      CanInterface listening = slcan.now().configure(CanSettings.NONE.with(CanMode.LISTEN_ONLY));
      assertThat(listening.controller().orElseThrow().modes()).containsExactly(CanMode.LISTEN_ONLY);
      CanInterface taking = listening.configure(CanSettings.NONE.without(CanMode.LISTEN_ONLY));
      assertThat(taking.controller().orElseThrow().modes()).isEmpty();
      assertRefused(
          () -> taking.configure(CanSettings.NONE.with(CanMode.LOOPBACK)),
          Errno.EOPNOTSUPP,
          "its modes are [LISTENONLY]");
    }
  }

  @Test
  void whatAControllerRefusesIsToldInTheKernelsWords() throws Exception {
    try (Slcan slcan = Slcan.create()) {
      CanInterface can = slcan.now();
      assertRefused(
          () -> can.configure(CanSettings.NONE.withBitTiming(CanBitTiming.ofBitrate(500_001))),
          Errno.EINVAL,
          "RTM_NEWLINK(" + can.name(),
          "bitrate");
      assertRefused(can::restart, Errno.EOPNOTSUPP, "restart from Bus Off");
      assertRefused(
          () -> can.configure(CanSettings.NONE.withRestartDelay(Duration.ofMillis(100))),
          Errno.EOPNOTSUPP,
          "restart from Bus Off");
      assertRefused(
          () -> can.configure(CanSettings.NONE.withTermination(120)), Errno.EOPNOTSUPP, "settings");
      assertRefused(
          () ->
              can.configure(
                  CanSettings.NONE
                      .withBitTiming(CanBitTiming.ofBitrate(500_000).withSamplePoint(875))
                      .withDataBitTiming(CanBitTiming.ofBitrate(2_000_000))
                      .with(CanMode.FD)),
          Errno.EOPNOTSUPP,
          "its modes are");
      assertRefused(() -> can.setMtu(CanInterface.FD_MTU), Errno.EINVAL, "MTU 72", "kind 'can'");
    }
  }

  @Test
  void aRealInterfaceIsNotRemoved() throws Exception {
    try (Slcan slcan = Slcan.create()) {
      CanInterface can = slcan.now();
      assertRefused(can::delete, Errno.EOPNOTSUPP, "RTM_DELLINK(" + can.name(), "a real one");
      assertThat(CanInterface.all()).contains(can);
    }
  }

  private static void assertRefused(ThrowingCallable call, Errno errno, String... words) {
    assertThatThrownBy(call)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(words)
        .hasMessageContaining(errno.name())
        .isInstanceOfSatisfying(
            NativeError.class, error -> assertThat(error.errno()).isEqualTo(errno));
  }
}
