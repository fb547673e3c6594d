package io.sockets4j.testkit.relay.there;

import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.relay.Place;
import io.sockets4j.testkit.relay.RunsIn;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Classes whose tests, those of this package, run in other places. */
public final class Relayed {
  private Relayed() {}

  /** In a JVM of its own. */
  @RunsIn(AnotherJvm.class)
  public static final class ToAnotherJvm {}

  /** Where nothing may be skipped. */
  @RunsIn(CompletePlace.class)
  public static final class ToCompletePlace {}

  /** Where nothing can run. */
  @RunsIn(NoPlace.class)
  public static final class ToNoPlace {}

  /** For no time at all. */
  @RunsIn(value = AnotherJvm.class, minutes = 0)
  public static final class ForNoTime {}

  /** This machine. */
  public static class AnotherJvm implements Place {
    @Override
    public String name() {
      return "another JVM";
    }

    @Override
    public Optional<String> lacking() {
      return Optional.empty();
    }

    @Override
    public int run(List<String> command, Consumer<String> out, Consumer<String> err)
        throws IOException, InterruptedException {
      try (Program program = Program.start(command, null, null)) {
        Program.Result result = program.result();
        result.out().lines().forEach(out);
        result.err().lines().forEach(err);
        return result.status();
      }
    }
  }

  /** This machine, taken for one that has everything. */
  public static final class CompletePlace extends AnotherJvm {
    @Override
    public boolean isComplete() {
      return true;
    }
  }

  /** A place that this machine lacks. */
  public static final class NoPlace extends AnotherJvm {
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
