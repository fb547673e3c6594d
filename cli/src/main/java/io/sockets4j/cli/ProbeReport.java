package io.sockets4j.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import io.sockets4j.NativeCalls;
import io.sockets4j.NativeError;
import io.sockets4j.os.Platform;
import io.sockets4j.spi.Families;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * All that probing found out, as a table and as JSON.
 *
 * @param findings one for each kind of socket
 * @param problems what could not be installed
 * @param machine where this was found out
 */
record ProbeReport(List<Finding> findings, List<Families.Problem> problems, Machine machine) {
  private static final double NANOS_PER_MILLI = 1e6;

  /** Whether everything works that the kernel has: nothing does if it cannot be called. */
  boolean isGood() {
    return NativeCalls.binding().isPresent()
        && findings.stream().noneMatch(finding -> finding.verdict().isFailure());
  }

  String toTable() {
    TextColumns columns =
        new TextColumns("FAMILY", "TYPE", "PROTOCOL", "NAME", "RESULT", "TIME OR REASON");
    for (Finding finding : findings) {
      columns.add(
          List.of(
              finding.family().name(),
              finding.kind().type().name(),
              finding.kind().protocol().name(),
              finding.kind().name(),
              finding.verdict().toString(),
              finding.time() == null ? finding.reason() : format(finding.time())));
    }
    StringBuilder text = new StringBuilder(columns.toString());
    for (Families.Problem problem : problems) {
      text.append("not installed: %s: %s%n".formatted(problem.what(), problem.why()));
    }
    text.append(
        "%nsockets4j %s, Java %s, kernel %s%s%n"
            .formatted(
                Version.text(),
                Machine.java(),
                Machine.kernel(),
                machine.hasSeccompFilter() ? ", with a seccomp filter" : ""));
    text.append("native calls: %s%n".formatted(NativeCalls.binding().orElse("none")));
    NativeCalls.unused()
        .forEach((name, reason) -> text.append("  not %s: %s%n".formatted(name, reason)));
    return text.toString();
  }

  private static String format(Duration time) {
    return String.format(Locale.ROOT, "%.3f ms", time.toNanos() / NANOS_PER_MILLI);
  }

  String toJson() throws IOException {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("version", Version.text());
    report.put("java", Machine.java());
    report.put("kernel", Machine.kernel());
    report.put("seccompFilter", machine.hasSeccompFilter());
    report.put("nativeCalls", NativeCalls.binding().orElse("none"));
    report.put("nativeCallsNotUsed", NativeCalls.unused());
    report.put("good", isGood());
    report.put("kinds", findings.stream().map(ProbeReport::toMap).toList());
    report.put(
        "problems",
        problems.stream()
            .map(
                problem -> {
                  Map<String, Object> row = new LinkedHashMap<>();
                  row.put("what", problem.what());
                  row.put("why", problem.why());
                  return row;
                })
            .toList());
    return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(report)
        + System.lineSeparator();
  }

  /** A row without the columns that have no value. */
  private static Map<String, Object> toMap(Finding finding) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("family", finding.family().name());
    OptionalInt domain = finding.family().constant().valueOn(Platform.current());
    if (domain.isPresent()) {
      row.put("domain", domain.getAsInt());
    }
    row.put("type", finding.kind().type().name());
    row.put("protocol", finding.kind().protocol().name());
    row.put("name", finding.kind().name());
    row.put("result", finding.verdict().toString());
    if (finding.time() != null) {
      row.put("roundTripNanos", finding.time().toNanos());
    }
    if (finding.failure() instanceof NativeError error) {
      row.put("call", error.call());
      row.put("errno", error.errno().name());
    }
    if (!finding.reason().isEmpty()) {
      row.put("reason", finding.reason());
    }
    return row;
  }
}
