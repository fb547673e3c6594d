package io.sockets4j.benchmarks;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results as JSON: every round of everybody. */
final class ResultFile {
  private ResultFile() {}

  static String write(Map<String, Object> machine, boolean quick, List<Result> results)
      throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("machine", machine);
    all.put("quick", quick);
    all.put("unit", "ns an operation, a number for each round");
    List<Object> rows = new ArrayList<>();
    for (Result result : results) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("row", result.row().id());
      row.put("title", result.row().title(quick));
      row.put("contenders", result.outcomes().stream().map(ResultFile::outcome).toList());
      rows.add(row);
    }
    all.put("rows", rows);
    return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(all);
  }

  private static Map<String, Object> outcome(Outcome outcome) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", outcome.contender().id());
    map.put("title", outcome.contender().title());
    if (!outcome.did()) {
      map.put("reason", outcome.reason());
      return map;
    }
    map.put("median", outcome.median());
    if (outcome.allocated() >= 0) {
      map.put("allocatedBytes", outcome.allocated());
    }
    map.put("residentKib", outcome.residentKib());
    map.put("scores", outcome.scores());
    return map;
  }
}
