package io.sockets4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftOutTest {
  @TempDir private Path root;

  @Test
  void reasonsAreCountedAcrossTheReportsOfAllModules() throws Exception {
    report("family-a/target/surefire-reports/TEST-A.xml", "no kernel", "no &quot;socat&quot;");
    report("family-b/target/failsafe-reports/TEST-B.xml", "no kernel");
    report("family-b/target/failsafe-reports/other.xml", "no report");
    report("family-b/target/TEST-C.xml", "no report either");

    Map<String, Integer> reasons = new TreeMap<>();
    for (Path report : LeftOut.reports(root)) {
      LeftOut.count(report, reasons);
    }

    assertThat(reasons).isEqualTo(Map.of("no kernel", 2, "no \"socat\"", 1));
  }

  @Test
  void whatWasAbortedWhileItWasSetUpHasItsReasonInTheStackTrace() throws Exception {
    Path path = root.resolve("TEST-A.xml");
    Files.writeString(
        path,
        """
        <testsuite>
          <testcase name='a'><skipped type='T'><![CDATA[org.opentest4j.TestAbortedException: no vcan: 1
        \tat io.sockets4j.Some.setUp(Some.java:1)
        ]]></skipped></testcase>
          <testcase name='b'><skipped type='T'><![CDATA[org.opentest4j.TestAbortedException
        \tat io.sockets4j.Some.setUp(Some.java:1)
        ]]></skipped></testcase>
          <testcase name='c'><skipped/></testcase>
        </testsuite>
        """);

    Map<String, Integer> reasons = new TreeMap<>();
    LeftOut.count(path, reasons);

    assertThat(reasons)
        .isEqualTo(
            Map.of(
                "no vcan: 1", 1, "org.opentest4j.TestAbortedException", 1, "no reason given", 1));
  }

  private void report(String file, String... reasons) throws Exception {
    StringBuilder xml = new StringBuilder("<testsuite><testcase name='passes'/>");
    for (String reason : reasons) {
      xml.append("<testcase name='t'><skipped message='").append(reason).append("'/></testcase>");
    }
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, xml.append("</testsuite>"));
  }
}
