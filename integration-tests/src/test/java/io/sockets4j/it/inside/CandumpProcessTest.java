package io.sockets4j.it.inside;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.cli.Main;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Program.Result;
import io.sockets4j.testkit.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sockets4j candump} as a process of its own: how it ends, and what it leaves. */
@Inside
class CandumpProcessTest {
  @AutoClose private CanBus bus;

  @BeforeEach
  void plug() throws Exception {
    bus = CanBus.ofXl();
  }

  private static void signal(Program program, String name) throws Exception {
    String unused = Command.run("kill", "-s", name, Long.toString(program.process().pid()));
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void leavesWholeFilesWhenASignalEndsIt(String signal, int status, @TempDir Path folder)
      throws Exception {
    Path log = folder.resolve("candump.log");
    Path capture = folder.resolve("candump.pcapng");
    List<String> command =
        Program.java(
            Main.class,
            "candump",
            "-s",
            "0",
            "-f",
            log.toString(),
            "-w",
            capture.toString(),
            bus.name());
    try (Program ours = Program.start(command, null, null)) {
      bus.awaitFilters(1);
      bus.run(Tool.CANSEND, "BUS", "123#0102");
      bus.run(Tool.CANSEND, "BUS", "12345678#R4");
      ours.await("remote request");
      signal(ours, signal);
      Result result = ours.result();
      assertThat(result.status()).isEqualTo(status);
      assertThat(result.out()).hasLineCount(2);
      assertThat(result.err()).isEqualTo("sockets4j: logging to " + log + "\n");
    }
    assertThat(Files.readString(log))
        .matches(
            "\\(\\S+\\) " + bus.name() + " 123#0102\n\\(\\S+\\) " + bus.name() + " 12345678#R4\n");
    assertThat(tshark(capture, "can.id").lines()).containsExactly("291", "305419896");
  }

  @Test
  void endsSilentlyWhenNobodyReads() throws Exception {
    String command =
        Program.java(Main.class, "candump", bus.name()).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    String script = "{ " + command + "; echo status $? >&2; } | head -n 1";
    try (Program shell = Program.start("sh", "-c", script)) {
      bus.awaitFilters(1);
      bus.run(Tool.CANSEND, "BUS", "123#0102");
      shell.await("123   \\[2\\]  01 02");
      while (shell.process().isAlive()) { // head may not have ended yet
        bus.run(Tool.CANSEND, "BUS", "123#03");
      }
      assertThat(shell.result().err()).isEqualTo("status 0\n");
      assertThat(shell.result().out()).hasLineCount(1);
    }
  }

  @Test
  void countsWhatIsLost() throws Exception {
    List<String> command =
        Program.java(
            Main.class, "candump", "-d", "-r", "1", bus.name()); // room for next to nothing
    try (Program ours = Program.start(command, null, null)) {
      bus.awaitFilters(1);
      signal(ours, "STOP");
      bus.run(Tool.CANGEN, "-g", "0", "-n", "500", "BUS");
      signal(ours, "CONT");
      // The next frame for which there is room tells of it.
      try (CanCommand next = CanCommand.start(bus, "cangen -g 20 -I 1 BUS")) {
        String lost =
            ours.await(
                "DROPCOUNT: dropped (\\d+) CAN frames on '" + bus.name() + "' socket \\(total");
        assertThat(Integer.parseInt(lost)).isBetween(400, 600);
        assertThat(next.hasEnded()).isFalse();
      }
    }
  }

  private static String tshark(Path capture, String... fields) throws Exception {
    List<String> words =
        new ArrayList<>(List.of(Tool.TSHARK.require(), "-r", capture.toString(), "-T", "fields"));
    for (String field : fields) {
      words.addAll(List.of("-e", field));
    }
    // Newer versions write truth in words.
    return Command.run(words.toArray(String[]::new)).replace("True", "1").replace("False", "0");
  }

  @Test
  void tsharkReadsWhatIsCaptured(@TempDir Path folder) throws Exception {
    Path capture = folder.resolve("trace.pcapng");
    String log;
    try (CanBus other = CanBus.ofXl();
        CanCommand ours =
            CanCommand.start(
                bus, "candump -L -n 8 -w " + capture + " BUS,0:0,#FFFFFFFF " + other.name())) {
      bus.awaitFilters(2);
      other.awaitFilters(1);
      String frames =
          "123#DEAD 12345678# 123#R3 123##511 124##6"
              + " 20000004#0004000000006000 45123#81:FE:12345678#1122";
      assertThat(CanCommand.run(bus, "cansend BUS " + frames).status()).isZero();
      assertThat(CanCommand.run(other, "cansend BUS 7FF#11").status()).isZero();
      log = ours.result().out();
      String numbers =
          tshark(
              capture,
              "frame.interface_name",
              "can.id",
              "can.flags.xtd",
              "can.len",
              "canfd.flags.brs",
              "canfd.flags.esi",
              "frame.len");
      assertThat(numbers.replace(bus.name(), "A").replace(other.name(), "B").lines().limit(5))
          .containsExactly(
              "A\t291\t0\t2\t\t\t16",
              "A\t305419896\t1\t0\t\t\t16",
              "A\t291\t0\t3\t\t\t16",
              "A\t291\t0\t1\t1\t0\t72",
              "A\t292\t0\t0\t0\t1\t72");
      assertThat(numbers.lines().map(line -> line.replaceAll("\t.*\t", " ")))
          .as("the interfaces and the lengths, of CAN XL too, which not every version knows")
          .endsWith(bus.name() + " 16", bus.name() + " 14", other.name() + " 16");
    }
    List<String> times = tshark(capture, "frame.time_epoch").lines().toList();
    List<String> logged = log.lines().map(line -> line.substring(1, line.indexOf(')'))).toList();
    assertThat(times).hasSize(8).allMatch(time -> time.matches("\\d+\\.\\d{9}"));
    assertThat(times.stream().map(time -> time.substring(0, time.length() - 3)))
        .as("with the microseconds of the log")
        .containsExactlyElementsOf(logged);
    for (String onlyOne : List.of("can.flags.rtr", "can.flags.err", "can.err.ctrl")) {
      assertThat(tshark(capture, onlyOne).lines().filter("1"::equals)).as(onlyOne).hasSize(1);
    }
  }
}
