package io.sockets4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.sockets4j.it.pretended.Counted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
    LauncherConfig onlyThisCounter =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestExecutionListeners(new FamilyCounter(folder))
            .build();

    String required = System.setProperty(REQUIRED, "neither");
    try {
      LauncherFactory.create(onlyThisCounter)
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(Counted.ToThisMachine.class))
                  .selectors(selectClass(Counted.ToNowhere.class))
                  .configurationParameter("sockets4j.relay.classes", ".*Counted\\$Of.*")
                  .build());
    } finally {
      System.setProperty(REQUIRED, required == null ? "" : required);
    }

    String noTests = "| left out (there is no such place) | 0 passed, 0 skipped |";
    assertThat(FamilyTable.read(folder, FileTime.fromMillis(0)).lines())
        .contains("| AF_INET, AF_INET6 " + noTests)
        .filteredOn(line -> !line.endsWith(noTests)) // of families, however many are installed
        .containsExactly(
            """
            | family | nowhere | this machine |
            |---|---|---|
            | AF_UNIX | left out (there is no such place) | 2 passed, 1 FAILED, 1 skipped |
            | all families | left out (there is no such place) | 1 passed, 0 skipped |

            Skipped there (this machine):

            - 1: no such option\
            """
                .split("\n", -1));
  }

  @Test
  void countsOfEarlierBuildsAreOthers() throws Exception {
    new PlaceCounts("there").write(folder.resolve("of-this-one"));
    new PlaceCounts("elsewhere").write(folder.resolve("of-an-earlier-one"));
    FileTime start = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(folder.resolve("of-this-one"), start);
    Files.setLastModifiedTime(folder.resolve("of-an-earlier-one"), FileTime.fromMillis(999_000));

    assertThat(FamilyTable.read(folder, start).lines()).first().isEqualTo("| family | there |");
    assertThat(FamilyTable.read(folder.resolve("none"), start).lines()).hasSize(2);
  }
}
