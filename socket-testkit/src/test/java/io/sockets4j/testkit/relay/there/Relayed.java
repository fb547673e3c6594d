package io.sockets4j.testkit.relay.there;

import io.sockets4j.testkit.relay.Binding;
import io.sockets4j.testkit.relay.RunsIn;
import io.sockets4j.testkit.relay.ThisMachine;
import java.util.List;
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

  /** With a binding to the C library that every JVM has. */
  @RunsIn(value = ThisMachine.class, binding = Binding.JNA)
  public static final class ByJna {}

  /** With a binding that the place prevents. */
  @RunsIn(value = PlaceOfAnotherBinding.class, binding = Binding.FFM)
  public static final class ByAnother {}

  /** The tests of folders and jars that have this class in them. */
  @RunsIn(value = ThisMachine.class, rootsWith = "io/sockets4j/testkit/relay/there/Relayed.class")
  public static final class OfTheseRoots {}

  /** This machine, with another binding than that which is forced. */
  public static final class PlaceOfAnotherBinding extends ThisMachine {
    @Override
    public List<String> jvmOptions() {
      return List.of("-Dsockets4j.native=jna");
    }
  }

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
