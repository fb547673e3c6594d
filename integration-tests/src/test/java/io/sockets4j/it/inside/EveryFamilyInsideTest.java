package io.sockets4j.it.inside;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockets4j.it.selector.EveryFamilyStressTest;
import io.sockets4j.it.selector.Subject;
import io.sockets4j.testkit.FamilyFixture;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** A selector under stress where there is every family, which includes those of interfaces. */
class EveryFamilyInsideTest extends EveryFamilyStressTest {
  EveryFamilyInsideTest(Subject subject) {
    super(subject);
  }

  @Test
  void everyKindTakesPart() {
    List<String> here = kinds().stream().map(FamilyFixture::toString).toList();
    for (FamilyFixture fixture : ServiceLoader.load(FamilyFixture.class)) {
      assumeTrue(here.contains(fixture.toString()), () -> "there is no " + fixture + " here");
    }
  }
}
