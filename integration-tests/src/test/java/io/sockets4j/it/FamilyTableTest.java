package io.sockets4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.sockets4j.it.pretended.Counted;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class FamilyTableTest {
  private static final String REQUIRED = "sockets4j.require.places";

  @TempDir private Path folder;

  @Test
  void testsAreCountedByFamilyAndPlace() throws Exception {
    Path file = folder.resolve("target/families.md");
    LauncherConfig onlyThisTable =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestExecutionListeners(new FamilyTable(file))
            .build();

    String required = System.setProperty(REQUIRED, "neither");
    try {
      LauncherFactory.create(onlyThisTable)
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(Counted.ToThisMachine.class))
                  .selectors(selectClass(Counted.ToNowhere.class))
                  .configurationParameter("sockets4j.relay.classes", ".*Counted\\$Of.*")
                  .build());
    } finally {
      System.setProperty(REQUIRED, required == null ? "" : required);
    }

    String noTests = "| 0 passed, 0 skipped | left out (there is no such place) |";
    String[] lines = Files.readString(file).split("\n", -1);
    assertThat(lines)
        .contains("| AF_INET, AF_INET6 " + noTests)
        .filteredOn(line -> !line.endsWith(noTests)) // of families, however many are installed
        .containsExactly(
            """
            | family | this machine | nowhere |
            |---|---|---|
            | AF_UNIX | 2 passed, 1 FAILED, 1 skipped | left out (there is no such place) |
            | all families | 1 passed, 0 skipped | left out (there is no such place) |

            Skipped there (this machine):

            - 1: no such option
            """
                .split("\n", -1));
  }
}
