package io.sockets4j.cli.can;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.cli.spi.CommandProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands as far as they need no CAN. */
class CommandsTest {
  private static final String LOG =
      """
      (1436509052.249713) vcan0 123#1122
      DROPCOUNT: dropped 3 CAN frames on 'vcan0' socket (total drops 3)
      (1436509052.349713)  can1 12345678##51122 R
      (1436509053.000000) vcan0 20000004#0004000000006000 T
      """;

  private final Path folder;
  private final Path log;

  CommandsTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.log = Files.writeString(folder.resolve("candump.log"), LOG);
  }

  @Test
  void areFoundByServiceLoader() {
    assertThat(ServiceLoader.load(CommandProvider.class))
        .hasAtLeastOneElementOfType(CanCommands.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          candump                       | an INTERFACE is missing
          candump vcan0,12              | from character 9 on
          candump -t x vcan0            | 'x' is no time
          candump -L -a vcan0           | -L shows frames as in log files
          candump -s 3 vcan0            | 3 is no level
          candump -n 0 vcan0            | -n: 0 is less than 1
          candump -T 0 vcan0            | -T: 0 is less than 1
          candump -r 0 vcan0            | -r: 0 is less than 1
          cansend                       | INTERFACE
          cansend vcan0                 | FRAME
          cansend vcan0 123             | '#' after the identifier
          cansend vcan0 123# 12#        | '12#', from character 1 on
          cansend -p 0 vcan0 123#       | -p: 0 is less than 1
          cansend can: 123#             | the name of an interface
          cangen                        | INTERFACE
          cangen -g -1 vcan0            | -1.0 is no number of milliseconds
          cangen -g NaN vcan0           | NaN is no number of milliseconds
          cangen -I xyz vcan0           | 'r', 'i' or an identifier
          cangen -L 9 vcan0             | 0 to 8 bytes, not 9
          cangen -X -f vcan0            | -X: XL frames are neither FD
          cangen -R -b vcan0            | -R: FD frames ask for no others
          cangen -D 1 vcan0             | 1 to 2048 bytes
          cangen -n 0 vcan0             | -n: 0 is less than 1
          cangen -c 0 vcan0             | -c: 0 is less than 1
          canplayer -l 0                | '0' is no count
          canplayer -l i                | can be read once only
          canplayer vcan0               | expected TO=FROM
          canplayer a=b=c               | expected TO=FROM
          canplayer =b                  | the name of an interface
          """)
  void whatIsMalformedIsMisuse(String line, String reason) {
    Run run = Run.of(line.split(" ", -1));
    assertThat(run.err()).contains(reason);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"candump nosuch0", "cansend nosuch0 123#", "cangen nosuch0"})
  void interfacesThatAreNotThereAreNamed(String line) {
    Run run = Run.of(line.split(" ", -1));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("'nosuch0'", "CAN interfaces").hasLineCount(1);
  }

  @Test
  void showsALogFile() {
    Run run = Run.of("candump", "--read", log.toString(), "-e", "-x", "-t", "z");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out().lines().map(String::stripTrailing))
        .startsWith(
            " (000.000000)  vcan0  RX - -  123   [2]  11 22",
            " (000.100000)   can1  RX B -  12345678  [02]  11 22",
            " (000.750287)  vcan0  TX - -  20000004   [8]  00 04 00 00 00 00 60 00   ERRORFRAME")
        .hasSize(4);
  }

  @Test
  void writesALogFileAsItWas() throws Exception {
    Path copy = folder.resolve("copy.log");
    Run run = Run.of("candump", "--read", log.toString(), "-x", "-f", copy.toString());
    assertThat(run.err()).contains("logging to " + copy);
    assertThat(run.out()).isEmpty();
    List<String> frames = LOG.lines().filter(line -> line.startsWith("(")).toList();
    assertThat(Files.readAllLines(copy))
        .containsExactly(frames.get(0), frames.get(1), frames.get(2));
    Run shown = Run.of("candump", "--read", copy.toString(), "-x", "-L");
    assertThat(shown.out()).isEqualTo(Files.readString(copy));
  }

  @Test
  void filtersALogFile() {
    assertThat(Run.of("candump", "--read", log.toString(), "-L", "can1").out())
        .isEqualTo("(1436509052.349713) can1 12345678##51122\n");
    assertThat(Run.of("candump", "--read", log.toString(), "-L", "vcan0,0~0,#4").out())
        .isEqualTo("(1436509053.000000) vcan0 20000004#0004000000006000\n");
    assertThat(Run.of("candump", "--read", log.toString(), "-L", "-n", "1").out())
        .isEqualTo("(1436509052.249713) vcan0 123#1122\n");
  }

  @Test
  void coloursIfAsked() {
    assertThat(Run.of("candump", "--read", log.toString(), "-cc", "vcan0").out())
        .contains("\033[1;34mvcan0  123   [2]  11 22\033[0m\n");
    assertThat(Run.of("candump", "--read", log.toString()).out()).doesNotContain("\033");
  }

  @Test
  void tellsWhichLineIsMalformed() throws Exception {
    Files.writeString(log, LOG + "(1436509053.000000) vcan0 12#\n");
    Run run = Run.of("candump", "--read", log.toString(), "-L");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains(log + ", line 5: ", "'(1436509053.000000) vcan0 12#'");
    assertThat(run.out()).as("what came before").hasLineCount(3);
  }

  @Test
  void endsSilentlyWhenNobodyReads() throws Exception {
    Files.writeString(log, "(1436509052.249713) vcan0 123#1122\n".repeat(20_000));
    Run run = Run.head("candump", "--read", log.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void playsToStandardOutput() {
    Run run = Run.with(LOG, "canplayer", "-t", "stdout=vcan0");
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            (1436509052.249713) vcan0 123#1122
            (1436509053.000000) vcan0 20000004#0004000000006000 T
            """);
  }

  @Test
  void playsAsOftenAsAskedWithItsGaps() {
    long begin = System.nanoTime();
    Run run = Run.of("canplayer", "-I", log.toString(), "-l", "2", "stdout=vcan0", "stdout=can1");
    assertThat(run.out()).hasLineCount(6);
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(2 * 750_287_000L);
  }

  @Test
  void leavesLongGapsOut() throws Exception {
    Files.writeString(log, "(1.0) can0 001##0\n(100000.0) can0 001#\n");
    assertThat(Run.of("canplayer", "-I", log.toString(), "-s", "10", "stdout=can0").out())
        .isEqualTo("(0000000001.000000) can0 001##4\n(0000100000.000000) can0 001#\n");
  }
}
