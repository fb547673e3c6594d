package io.sockets4j.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** A table of text whose columns are as wide as they must be: one line a row, for grep and awk. */
final class TextColumns {
  private static final int GAP = 2;

  private final List<List<String>> rows = new ArrayList<>();

  TextColumns(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row with as many cells as there are headings. */
  void add(List<String> cells) {
    rows.add(cells);
  }

  /** The table, headings first; every line ends with a line separator. */
  @Override
  public String toString() {
    Column[] columns = new Column[rows.get(0).size()];
    for (int i = 0; i < columns.length; i++) {
      int column = i;
      int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
      columns[i] = new Column(width + GAP, 0, Overflow.TRUNCATE);
    }
    TextTable table = TextTable.forColumns(Help.defaultColorScheme(Ansi.OFF), columns);
    for (List<String> row : rows) {
      table.addRowValues(row.toArray(String[]::new));
    }
    return table.toString();
  }
}
