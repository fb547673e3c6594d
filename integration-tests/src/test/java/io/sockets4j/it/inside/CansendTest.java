package io.sockets4j.it.inside;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Program.Result;
import io.sockets4j.testkit.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cansend}, {@code cangen} and {@code canplayer} of {@code sockets4j}, and can-utils. */
@Inside
class CansendTest {
  @AutoClose private CanBus bus;

  @BeforeEach
  void plug() throws Exception {
    bus = CanBus.ofFd();
  }

  /** The lines of a log file without times and names. */
  private static String frames(String log) {
    return log.lines()
        .map(line -> line.replaceFirst("^\\(\\d+\\.\\d+\\) +\\S+ ", ""))
        .collect(Collectors.joining(" "));
  }

  private static void assertGood(Result result) {
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
  }

  @Test
  void theOtherOneShowsWhatWasSent() throws Exception {
    String sent = "123#DEADBEEF 12345678# 123#R3 00000123#R 5A1#1122334455667788 123##51122";
    String line = sent + " 1F334455##4" + "AB".repeat(64);
    try (Program theirs = bus.start(Tool.CANDUMP, "-L", "-n", "7", "BUS")) {
      bus.awaitFilters(1);
      assertGood(CanCommand.run(bus, "cansend BUS " + line));
      assertThat(frames(theirs.result().out())).isEqualTo(line);
    }
  }

  @Test
  void framesOfEveryKindArrive() throws Exception {
    String line =
        "123#R8_F 123#1122334455667788_9 20000004#0004000000006000 123##711 45123#81:FE:12345678#11"
            + " 007FF#83:00:00000000#"
            + "CD".repeat(2048);
    try (CanBus xl = CanBus.ofXl();
        CanCommand ours = CanCommand.start(xl, "candump -L -n 6 BUS,0:0,#FFFFFFFF")) {
      xl.awaitFilters(2);
      assertGood(CanCommand.run(xl, "cansend BUS " + line));
      assertThat(frames(ours.result().out())).isEqualTo(line);
    }
  }

  @Test
  void framesThatTheInterfaceDoesNotCarryAreRefused() throws Exception {
    Result result = CanCommand.run(bus, "cansend BUS 45123#81:FE:12345678#11");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("EINVAL", bus.name(), "MTU").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-m", "-e -L i", "-b -D i", "-f -E -I i", "-I 42A -L 1 -D i", "-R"})
  void theSameSeedSendsTheSame(String options) throws Exception {
    String first = generate(options + " --seed 7");
    assertThat(first.split(" ", -1)).hasSize(150);
    assertThat(generate(options + " --seed 7")).isEqualTo(first);
  }

  /** What the candump of can-utils sees. */
  private String generate(String options) throws Exception {
    try (Program theirs = bus.start(Tool.CANDUMP, "-L", "-n", "150", "BUS")) {
      bus.awaitFilters(1);
      assertGood(CanCommand.run(bus, "cangen -g 0 -n 150 " + options + " BUS"));
      return frames(theirs.result().out());
    }
  }

  @Test
  void generatesXlFramesAndShowsThem() throws Exception {
    try (CanBus xl = CanBus.ofXl();
        CanCommand ours = CanCommand.start(xl, "candump -n 50 BUS")) {
      xl.awaitFilters(1);
      Result result = CanCommand.runVerbose(xl, "cangen -X -g 1 -c 5 -n 50 BUS");
      assertGood(result);
      assertThat(ours.result().out()).hasLineCount(50).isEqualTo(result.out());
    }
  }

  @Test
  void keepsFramesFromThisMachine() throws Exception {
    try (CanCommand ours = CanCommand.start(bus, "candump -L -n 1 BUS")) {
      bus.awaitFilters(1);
      assertGood(CanCommand.run(bus, "cangen -x -g 0 -n 20 -I 1 BUS"));
      assertGood(CanCommand.run(bus, "cansend BUS 002#"));
      assertThat(frames(ours.result().out())).isEqualTo("002#");
    }
  }

  /** The queue has room for one frame, which stays there for a while. */
  private void slowDown(String delay) throws Exception {
    Command.tc("qdisc add dev " + bus.name() + " root netem limit 1 delay " + delay);
  }

  @Test
  void waitsForAFullQueue() throws Exception {
    slowDown("100ms");
    try (CanCommand ours = CanCommand.start(bus, "candump -L -n 4 BUS")) {
      bus.awaitFilters(1);
      assertGood(CanCommand.run(bus, "cangen -p 30000 -g 0 -n 4 -I i -L 0 BUS"));
      assertThat(frames(ours.result().out())).isEqualTo("000# 001# 002# 003#");
    }
  }

  @Test
  void givesUpAFullQueue() throws Exception {
    slowDown("100s");
    assertGood(CanCommand.run(bus, "cansend BUS 001#"));
    Result result = CanCommand.run(bus, "cansend -p 200 BUS 002#");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("timed out").hasLineCount(1);
    Result ignored = CanCommand.run(bus, "cangen -i -g 0 -n 3 BUS");
    assertThat(ignored.status()).isZero();
    assertThat(ignored.err()).contains("left out, as the queue was full: 3 frames");
  }

  @Test
  void theOtherOneReplaysOurLog(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("ours.log");
    try (CanCommand ours = CanCommand.start(bus, "candump -n 100 -f " + log + " BUS")) {
      bus.awaitFilters(1);
      assertGood(CanCommand.run(bus, "cangen -g 0 -m -n 100 BUS"));
      assertThat(ours.result().status()).isZero();
    }
    try (CanCommand ours = CanCommand.start(bus, "candump -L -n 100 BUS")) {
      bus.awaitFilters(1);
      bus.run(Tool.CANPLAYER, "-t", "-I", log.toString());
      assertThat(frames(ours.result().out())).isEqualTo(frames(Files.readString(log)));
    }
  }

  @Test
  void replaysTheLogOfTheOtherOne(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("theirs.log");
    try (CanBus other = CanBus.ofFd();
        Program logging = bus.start(Tool.CANDUMP, "-L", "-n", "100", "BUS")) {
      bus.awaitFilters(1);
      bus.run(Tool.CANGEN, "-g", "0", "-m", "-n", "100", "BUS");
      Files.writeString(log, logging.result().out());
      try (Program theirs = other.start(Tool.CANDUMP, "-L", "-n", "100", "BUS")) {
        other.awaitFilters(1);
        assertGood(
            CanCommand.run(bus, "canplayer -I " + log + " " + other.name() + "=" + bus.name()));
        assertThat(frames(theirs.result().out())).isEqualTo(frames(Files.readString(log)));
      }
    }
  }
}
