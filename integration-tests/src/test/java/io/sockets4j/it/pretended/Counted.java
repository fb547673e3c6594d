package io.sockets4j.it.pretended;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.sockets4j.testkit.RequiresFamily;
import io.sockets4j.testkit.relay.RunsIn;
import io.sockets4j.testkit.relay.ThisMachine;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests of a family and of none, and two places for them. */
public final class Counted {
  private Counted() {}

  /** In a JVM of its own. */
  @RunsIn(ThisMachine.class)
  public static final class ToThisMachine {}

  /** Where nothing can run. */
  @RunsIn(Nowhere.class)
  public static final class ToNowhere {}

  @RequiresFamily("AF_UNIX")
  static class OfUnix {
    @Test
    void passes() {}

    @Test
    void passesToo() {}

    @Test
    void fails() {
      fail("as it should");
    }

    @Test
    void isLeftOut() {
      abort("no such option");
    }
  }

  static class OfNone {
    @Test
    void passes() {}
  }

  /** A place that this machine lacks. */
  public static final class Nowhere extends ThisMachine {
    @Override
    public String name() {
      return "nowhere";
    }

    @Override
    public Optional<String> lacking() {
      return Optional.of("there is no such place");
    }
  }
}
