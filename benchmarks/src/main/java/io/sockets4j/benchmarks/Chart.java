package io.sockets4j.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The results as a picture: a line for each row, and on it a dot for each contender, at how many
 * times as long it took as C, or where C did not take part as the fastest.
 */
final class Chart {
  private static final Map<String, String> COLOURS =
      Map.ofEntries(
          Map.entry("c", "#333333"),
          Map.entry("ffm", "#d62728"),
          Map.entry("jna", "#ff7f0e"),
          Map.entry("jna-newest", "#ffbb78"),
          Map.entry("jdk", "#9ecae1"),
          Map.entry("jdk-newest", "#1f77b4"),
          Map.entry("socket", "#c5b0d5"),
          Map.entry("socket-newest", "#9467bd"),
          Map.entry("junixsocket", "#8c564b"),
          Map.entry("javacan", "#e377c2"),
          Map.entry("netty", "#2ca02c"),
          Map.entry("python", "#bcbd22"));
  private static final int LEFT = 430;
  private static final int WIDTH = 700;
  private static final int LINE = 20;
  private static final int TOP = 112;
  private static final double LEAST = 0.25;
  private static final double MOST = 8;
  private static final double[] MARKS = {0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6, 8};

  private final boolean quick;
  private final StringBuilder svg = new StringBuilder();
  private final Map<String, String> shown = new LinkedHashMap<>();

  Chart(boolean quick) {
    this.quick = quick;
  }

  String draw(List<Result> results, String caption) {
    int height = TOP + results.size() * LINE + 20;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"12\">",
        LEFT + WIDTH + 40, height);
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    text(
        10,
        20,
        "start",
        "#000000",
        "Time of an operation as a multiple of C's (of the fastest's, where C did not take part)");
    text(10, 38, "start", "#666666", caption);
    for (double mark : MARKS) {
      add(
          "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\"/>",
          x(mark), TOP - 8, x(mark), height - 10, mark == 1 ? "#888888" : "#e4e4e4");
      text(x(mark), TOP - 12, "middle", "#666666", number(mark));
    }
    for (int i = 0; i < results.size(); i++) {
      row(results.get(i), TOP + i * LINE + LINE / 2);
    }
    legend();
    add("</svg>");
    return svg.toString();
  }

  private void legend() {
    int x = 10;
    int y = 54;
    for (Map.Entry<String, String> entry : shown.entrySet()) {
      int width = 24 + entry.getKey().length() * 7;
      if (x + width > LEFT + WIDTH) {
        x = 10;
        y += 18;
      }
      add("<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"%s\"/>", x + 5, y, entry.getValue());
      text(x + 14, y + 4, "start", "#000000", entry.getKey());
      x += width;
    }
  }

  private void row(Result result, int y) {
    text(LEFT - 12, y + 4, "end", "#000000", result.row().title(quick));
    List<Outcome> did = result.outcomes().stream().filter(Outcome::did).toList();
    if (did.isEmpty()) {
      return;
    }
    Outcome base =
        result
            .of("c")
            .orElseGet(
                () ->
                    did.stream()
                        .min((a, b) -> Double.compare(a.median(), b.median()))
                        .orElseThrow());
    for (Outcome outcome : did) {
      double ratio = outcome.ratio(base);
      String title = outcome.contender().title();
      String colour = COLOURS.getOrDefault(outcome.contender().role(), "#000000");
      shown.put(title, colour);
      add(
          "<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"%s\" fill-opacity=\"0.8\">"
              + "<title>%s: %.2f</title></circle>",
          x(Math.min(Math.max(ratio, LEAST), MOST)), y, colour, title, ratio);
    }
  }

  private static double x(double ratio) {
    return LEFT + WIDTH * Math.log(ratio / LEAST) / Math.log(MOST / LEAST);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Integer.toString((int) value) : Double.toString(value);
  }

  private void text(double x, int y, String anchor, String colour, String text) {
    add(
        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
        x, y, anchor, colour, text.replace("&", "&amp;").replace("<", "&lt;"));
  }

  private void add(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
