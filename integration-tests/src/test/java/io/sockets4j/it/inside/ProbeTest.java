package io.sockets4j.it.inside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.sockets4j.cli.Main;
import io.sockets4j.spi.Families;
import io.sockets4j.testkit.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** {@code sockets4j probe}, where every row has to work. */
@Inside
class ProbeTest {

  @Test
  void everyRowOfEveryFamilyWorks() throws Exception {
    Program.Result result;
    try (Program probe =
        Program.start(Program.java(Main.class, "probe", "--json").toArray(String[]::new))) {
      result = probe.finish();
    }
    assertThat(result.err()).isEmpty();
    Map<String, Object> report = JSON.std.mapFrom(result.out());
    assertThat((List<?>) report.get("problems")).isEmpty();
    List<?> rows = (List<?>) Objects.requireNonNull(report.get("kinds"));
    assertThat(rows)
        .hasSize(Families.installed().stream().mapToInt(family -> family.kinds().size()).sum());
    assertThat(result.status()).as(result.out()).isZero();
    List<Object> lacking = new ArrayList<>();
    for (Object row : rows) {
      Map<?, ?> columns = (Map<?, ?>) row;
      if (!"works".equals(columns.get("result"))) {
        lacking.add(columns);
      }
    }
    if (!lacking.isEmpty()) { // which is a mistake where everything is said to be there
      throw new TestAbortedException("this kernel has not got everything: " + lacking);
    }
  }
}
