package io.sockets4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.Families;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Program.Result;
import io.sockets4j.testkit.Tool;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of what works, and the same for programs. */
class ProbeCommandTest {

  @Test
  void everyKindOfEveryFamilyHasARow() throws Exception {
    Result result = InProcess.run("probe");
    List<String> rows = result.out().lines().skip(1).takeWhile(line -> !line.isEmpty()).toList();
    int kinds = Families.installed().stream().mapToInt(family -> family.kinds().size()).sum();
    assertThat(rows).hasSize(kinds);
    assertThat(result.out()).startsWith("FAMILY ");
    assertThat(result.out().lines().toList().get(rows.size() + 2))
        .startsWith("sockets4j ")
        .contains("Java " + System.getProperty("java.version"))
        .contains("kernel " + System.getProperty("os.name"));
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AF_UNIX", "unix", "Unix"})
  void triesChosenFamilies(String name) throws Exception {
    Result result = InProcess.run("probe", name);
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .containsPattern("AF_UNIX +SOCK_STREAM +0 +stream +works +\\d+\\.\\d{3} ms\\R")
        .doesNotContain("AF_INET");
  }

  @Test
  void unknownFamilyIsMisuse() throws Exception {
    Result result = InProcess.run("probe", "nosuch");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("'nosuch'", "AF_UNIX, AF_INET, AF_INET6");
  }

  @Test
  void jsonTellsTheSameAsTheTable() throws Exception {
    Result table = InProcess.run("probe");
    Result json = InProcess.run("probe", "--json");
    assertThat(json.status()).isEqualTo(table.status());
    Map<String, Object> report = JSON.std.mapFrom(json.out());
    assertThat(report.get("good")).isEqualTo(json.status() == 0);
    assertThat((List<?>) report.get("problems")).isEmpty();

    List<String> rows = table.out().lines().skip(1).takeWhile(line -> !line.isEmpty()).toList();
    List<?> kinds = (List<?>) Objects.requireNonNull(report.get("kinds"));
    assertThat(kinds).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      Map<?, ?> kind = (Map<?, ?>) kinds.get(i);
      List<String> cells = Arrays.asList(rows.get(i).split(" {2,}"));
      List<String> keys = List.of("family", "type", "protocol", "name", "result");
      assertThat(keys.stream().map(key -> String.valueOf(kind.get(key))).toList())
          .isEqualTo(cells.subList(0, keys.size()));
      if (cells.get(4).equals("works")) {
        assertThat(String.valueOf(kind.get("roundTripNanos"))).matches("[1-9]\\d*");
        assertThat(kind.containsKey("reason")).isFalse();
      } else {
        assertThat(kind.get("reason")).isEqualTo(cells.get(5));
      }
    }
  }

  @Test
  void jsonIsReadByAStranger() throws Exception {
    String json = InProcess.run("probe", "--json").out();
    String script = "import json, sys; print(len(json.load(sys.stdin)['kinds']))";
    try (Program python = Program.start(Tool.PYTHON.require(), "-c", script)) {
      python.input().write(json.getBytes(StandardCharsets.UTF_8));
      Result result = python.finish();
      assertThat(result.err()).isEmpty();
      int kinds =
          Families.installed().stream().map(AddressFamily::kinds).mapToInt(List::size).sum();
      assertThat(result.out().strip()).isEqualTo(Integer.toString(kinds));
    }
  }
}
