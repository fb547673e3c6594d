package io.sockets4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.container;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.sockets4j.BsdSocket;
import io.sockets4j.os.SocketType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** How contracts find their fixtures, count descriptors and clean up. */
class SocketContractTest {

  /** A fixture as a family writes it. */
  public static final class Here extends FamilyFixture {
    /** For ServiceLoader. */
    public Here() {
      super(TestFamilies.AF_HERE, "datagram");
    }

    @Override
    public Class<? extends SocketContract> contract() {
      return Example.class;
    }
  }

  /** A fixture of a family that this kernel lacks. */
  public static final class Nowhere extends FamilyFixture {
    /** For ServiceLoader. */
    public Nowhere() {
      super(TestFamilies.AF_NOWHERE, "datagram");
    }

    @Override
    public Class<? extends SocketContract> contract() {
      return Example.class;
    }
  }

  /** A contract: its name is not that of a test. */
  static class Example extends SocketContract {
    private static final List<BsdSocket<?>> OPENED = new ArrayList<>();
    private static final List<BsdSocket<?>> LEAKED = new ArrayList<>();

    @Override
    public boolean messages() {
      return true;
    }

    @Test
    void scopesCloseWhatTheyOpened() throws IOException {
      OPENED.add(sockets().bound());
      OPENED.add(sockets().peers().near());
    }

    @Test
    void leaksOne() throws IOException {
      LEAKED.add(BsdSocket.open(fixture().family(), SocketType.DGRAM));
    }

    @AfterAll
    static void closeTheLeak() throws IOException {
      for (BsdSocket<?> socket : LEAKED) {
        socket.close();
      }
    }
  }

  private static EngineExecutionResults run() {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(Example.class)).execute();
  }

  @Test
  void everyFixtureOfTheContractIsTested() {
    EngineExecutionResults results = run();
    results
        .allEvents()
        .assertThatEvents()
        .haveAtLeast(1, container("class-template-invocation:#1"))
        .haveAtLeast(1, container("class-template-invocation:#2"));
    results.testEvents().assertStatistics(events -> events.started(2));
    assertThat(Example.OPENED).isNotEmpty().noneMatch(BsdSocket::isOpen);
  }

  @Test
  void aKindThatTheKernelLacksIsSkippedWithTheReason() {
    run()
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            abortedWithReason(
                message(text -> text.contains("AF_NOWHERE") && text.contains("universe"))));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "counts descriptors in /proc/self/fd")
  void aLeakFailsTheTestThatLeft() {
    run()
        .testEvents()
        .assertThatEvents()
        .haveExactly(1, finishedWithFailure(message(text -> text.contains("socket:["))));
  }

  @Test
  void aFixtureNamesAKindOfItsFamily() {
    assertThat(new Here()).hasToString("AF_HERE datagram");
    assertThat(new Here().type()).isEqualTo(SocketType.DGRAM);
    assertThat(new Here().traits()).isEqualTo(Set.of());
    assertThatThrownBy(() -> new FamilyFixture(TestFamilies.AF_HERE, "stream") {})
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AF_HERE has no kind 'stream'");
  }

  @Test
  void theContractGoesWithTheKind() {
    FamilyFixture fixture = new FamilyFixture(TestFamilies.AF_HERE, "datagram") {};
    assertThat(fixture.contract()).isEqualTo(DatagramContract.class);
    assertThat(fixture.unsuitableAddresses()).hasSize(1);
  }
}
