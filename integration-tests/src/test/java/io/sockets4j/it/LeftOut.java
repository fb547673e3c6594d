package io.sockets4j.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Says at the end of a build what its tests left out, and why: one line a reason. The build's last
 * step.
 */
final class LeftOut {
  private LeftOut() {}

  /**
   * Reads the reports of all modules.
   *
   * @param arguments the instant at which this build began, in ISO 8601: older reports are others'
   */
  public static void main(String[] arguments) throws IOException, XMLStreamException {
    FileTime start = FileTime.from(Instant.parse(arguments[0]));
    Map<String, Integer> reasons = new TreeMap<>();
    for (Path report : reports(Project.ROOT)) {
      if (Files.getLastModifiedTime(report).compareTo(start) >= 0) {
        count(report, reasons);
      }
    }
    print(reasons);
  }

  private static void print(Map<String, Integer> reasons) {
    reasons.forEach(
        (reason, count) ->
            System.out.printf("[WARNING] LEFT OUT: %,d x %s%n", count, reason.strip()));
    if (!reasons.isEmpty()) {
      System.out.println("[WARNING] ./check sets up what can be, and then leaves nothing out.");
    }
  }

  /** What Surefire and Failsafe wrote in the modules beneath a folder. */
  static List<Path> reports(Path root) throws IOException {
    PathMatcher ofTests =
        root.getFileSystem().getPathMatcher("glob:**/{surefire,failsafe}-reports/TEST-*.xml");
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(ofTests::matches).sorted().toList();
    }
  }

  /** Of what was aborted while it was set up there is the stack trace only; it begins with why. */
  private static String reason(String trace) {
    String first = trace.strip().lines().findFirst().orElse("no reason given");
    return first.replaceFirst("^[\\w.$]+(Exception|Error|Failure): (Assumption failed: )?", "");
  }

  /** Adds up the reasons for which tests were skipped. */
  static void count(Path report, Map<String, Integer> reasons)
      throws IOException, XMLStreamException {
    try (InputStream in = Files.newInputStream(report)) {
      XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("skipped")) {
          String reason = xml.getAttributeValue(null, "message");
          reasons.merge(reason == null ? reason(xml.getElementText()) : reason, 1, Integer::sum);
        }
      }
      xml.close();
    }
  }
}
