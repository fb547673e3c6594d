package io.sockets4j.testkit.relay.there;

import io.sockets4j.testkit.relay.RunsIn;
import io.sockets4j.testkit.relay.ThisMachine;
import java.util.Optional;

/** Classes whose tests, those of this package, run in other places. */
public final class Relayed {
  private Relayed() {}

  /** In a JVM of its own. */
  @RunsIn(ThisMachine.class)
  public static final class ToThisMachine {}

  /** Where nothing may be skipped. */
  @RunsIn(CompletePlace.class)
  public static final class ToCompletePlace {}

  /** Where nothing can run. */
  @RunsIn(NoPlace.class)
  public static final class ToNoPlace {}

  /** For no time at all. */
  @RunsIn(value = ThisMachine.class, minutes = 0)
  public static final class ForNoTime {}

  /** This machine, taken for one that has everything. */
  public static final class CompletePlace extends ThisMachine {
    @Override
    public boolean isComplete() {
      return true;
    }
  }

  /** A place that this machine lacks. */
  public static final class NoPlace extends ThisMachine {
    @Override
    public String name() {
      return "nowhere";
    }

    @Override
    public Optional<String> lacking() {
      return Optional.of("there is no such place: build one");
    }
  }
}
