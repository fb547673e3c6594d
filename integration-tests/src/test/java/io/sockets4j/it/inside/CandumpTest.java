package io.sockets4j.it.inside;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Program.Result;
import io.sockets4j.testkit.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sockets4j candump} beside the one of can-utils. */
@Inside
class CandumpTest {
  @AutoClose private CanBus bus;

  @BeforeEach
  void plug() throws Exception {
    bus = CanBus.ofFd();
  }

  private static String[] words(String line) {
    return line.split(" ", -1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-x -a", "-i", "-S -a -e", "-t a", "-t z", "-t d", "-t A", "-L"})
  void showsWhatTheOtherOneShows(String options) throws Exception {
    String line = "-n 150 " + options + " BUS";
    try (Program theirs = bus.start(Tool.CANDUMP, words(line));
        CanCommand ours = CanCommand.start(bus, "candump " + line)) {
      bus.awaitFilters(2);
      bus.run(Tool.CANGEN, "-g", "0", "-m", "-n", "150", "BUS");
      Result result = ours.result();
      assertThat(result.err()).isEmpty();
      assertThat(result.status()).isZero();
      assertThat(result.out()).hasLineCount(150).isEqualTo(theirs.result().out());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'100:700',                1, 1AB#",
    "'100~700',                1, 2AB#",
    "'123:7FF,456:7FF,500:700', 3, 5FF#",
    "'123:C00007FF',           1, 123#",
    "'00000123:DFFFFFFF',      1, 00000123#",
    "'100:700,#FFFFFFFF',      2, 1FF#",
    "'0~0,#4',                 2, 20000004#0000000000000000",
    "'200~600,401~601,j',      2, 002#"
  })
  void filtersAsTheOtherOne(String filters, int count, String last) throws Exception {
    String line = "-L BUS," + filters;
    try (Program theirs = bus.start(Tool.CANDUMP, words(line));
        CanCommand ours = CanCommand.start(bus, "candump " + line)) {
      bus.awaitFilters(2 * count);
      bus.run(Tool.CANGEN, "-g", "0", "-m", "-n", "120", "BUS");
      for (String frame :
          List.of("123#00", "123#R", "00000123#00", "456#", "20000004#" + "00".repeat(8))) {
        bus.run(Tool.CANSEND, "BUS", frame);
      }
      String end = last.endsWith("#") ? last + "ED" : last.substring(0, 23) + "ED";
      bus.run(Tool.CANSEND, "BUS", end);
      String expected = theirs.await("(?s)(.*" + end + "\n)");
      ours.await(end);
      assertThat(ours.out().lines().toList()).isEqualTo(expected.lines().toList());
    }
  }

  @Test
  void readsTheLogFilesOfTheOtherOne(@TempDir Path folder) throws Exception {
    try (Program theirs = bus.start(Tool.CANDUMP, "-L", "-n", "150", "BUS")) {
      bus.awaitFilters(1);
      bus.run(Tool.CANGEN, "-g", "0", "-m", "-n", "150", "BUS");
      Path log = Files.writeString(folder.resolve("theirs.log"), theirs.result().out());
      Result ours = CanCommand.run(bus, "candump -L --read " + log);
      assertThat(ours.err()).isEmpty();
      assertThat(ours.out()).hasLineCount(150).isEqualTo(Files.readString(log));
    }
  }

  @Test
  void tellsWhatErrorFramesReport() throws Exception {
    try (CanCommand ours = CanCommand.start(bus, "candump -e -n 1 BUS,0~0,#FFFFFFFF")) {
      bus.awaitFilters(2);
      bus.run(Tool.CANSEND, "BUS", "123#00");
      bus.run(Tool.CANSEND, "BUS", "20000004#0008000000006000");
      assertThat(ours.result().out())
          .startsWith(
              "  " + bus.name() + "  20000004   [8]  00 08 00 00 00 00 60 00   ERRORFRAME\n\t")
          .contains("96")
          .hasLineCount(2);
    }
  }

  @Test
  void putsTheFramesOfSeveralInterfacesInOrder() throws Exception {
    try (CanBus other = CanBus.ofXl();
        CanCommand ours = CanCommand.start(bus, "candump -L -n 40 BUS " + other.name())) {
      bus.awaitFilters(1);
      other.awaitFilters(1);
      StringBuilder expected = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        CanBus next = i % 2 == 0 ? bus : other;
        String frame = "%03X#%02X".formatted(0x100 + i, i);
        assertThat(CanCommand.run(next, "cansend BUS " + frame).err()).isEmpty();
        expected.append(next.name()).append(' ').append(frame).append('\n');
      }
      assertThat(ours.result().out().replaceAll("\\(\\d+\\.\\d{6}\\) +", ""))
          .isEqualTo(expected.toString());
    }
  }

  @Test
  void receivesFromAll() throws Exception {
    try (CanBus other = CanBus.ofXl();
        CanCommand ours = CanCommand.start(bus, "candump -L can:any,7AB:7FF -n 2")) {
      awaitAny();
      assertThat(CanCommand.run(bus, "cansend can:BUS 7AB#01").status()).isZero();
      assertThat(CanCommand.run(other, "cansend BUS 7AB#02").status()).isZero();
      assertThat(ours.result().out())
          .containsPattern(bus.name() + " 7AB#01")
          .containsPattern(other.name() + " 7AB#02");
    }
  }

  private static void awaitAny() throws Exception {
    long begin = System.nanoTime();
    while (!Files.readString(Path.of("/proc/net/can/rcvlist_fil")).matches("(?s).*any +7ab .*")) {
      assertThat(System.nanoTime() - begin).isLessThan(30_000_000_000L);
      Thread.sleep(5);
    }
  }

  @Test
  void endsAfterSilence() throws Exception {
    long begin = System.nanoTime();
    Result result = CanCommand.run(bus, "candump -T 300 BUS");
    assertThat(result.status()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(300_000_000L);
  }

  @Test
  void tellsThatTheInterfaceIsGone() throws Exception {
    try (CanCommand ours = CanCommand.start(bus, "candump -L BUS");
        CanCommand stays = CanCommand.start(bus, "candump -D -L BUS")) {
      bus.awaitFilters(2);
      bus.run(Tool.CANSEND, "BUS", "123#00");
      ours.await("123#00");
      stays.await("123#00");
      Command.ip("link del " + bus.name());
      assertThat(ours.result().status()).isEqualTo(1);
      assertThat(ours.result().err()).containsAnyOf(bus.name() + " is gone", "ENETDOWN");
      assertThat(ours.result().out()).contains("123#00");
      assertThat(stays.result().status()).isEqualTo(1);
      assertThat(stays.result().err()).contains(bus.name() + " is gone");
    }
  }

  @Test
  void tellsThatTheInterfaceIsDown() throws Exception {
    try (CanCommand ours = CanCommand.start(bus, "candump BUS");
        CanCommand stays = CanCommand.start(bus, "candump -D -n 1 BUS")) {
      bus.awaitFilters(2);
      Command.ip("link set " + bus.name() + " down");
      Result result = ours.result();
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).contains("ENETDOWN", "the interface is down").hasLineCount(1);
      stays.await("ENETDOWN");
      assertThat(stays.hasEnded()).isFalse();
      Command.ip("link set " + bus.name() + " up");
      bus.run(Tool.CANSEND, "BUS", "123#00");
      assertThat(stays.result().status()).isZero();
      assertThat(stays.result().out()).contains("123   [1]  00");
    }
  }
}
