package io.sockets4j.testkit.relay;

import io.sockets4j.testkit.NeedsVirtualThreads;
import io.sockets4j.testkit.Requirement;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.opentest4j.AssertionFailedError;

/**
 * One class with {@link RunsIn}: runs its tests there and tells JUnit here what happens to them.
 */
final class RelayedRun {
  private static final String OURS = "sockets4j.";
  private static final String CLASSES = OURS + "relay.classes";

  private final RelayedTest root;
  private final Class<?> annotated;
  private final RunsIn runsIn;
  private final Binding binding;
  private final ConfigurationParameters parameters;
  private final EngineExecutionListener listener;
  private final Map<UniqueId, RelayedTest> tests = new HashMap<>();
  private final Set<RelayedTest> running = new LinkedHashSet<>();
  private @Nullable Greeting greeting;

  /** What came from there, for the one thread that JUnit knows. */
  private final BlockingQueue<Runnable> incoming = new LinkedBlockingQueue<>();

  RelayedRun(RelayedTest root, ExecutionRequest request) {
    this.root = root;
    this.annotated = ((ClassSource) root.getSource().orElseThrow()).getJavaClass();
    this.runsIn = annotated.getAnnotation(RunsIn.class);
    this.binding = runsIn.binding();
    this.parameters = request.getConfigurationParameters();
    this.listener = request.getEngineExecutionListener();
  }

  void execute() {
    Place place = ReflectionSupport.newInstance(runsIn.value());
    Optional<String> lacking = place.lacking();
    Requirement requirement = Requirement.PLACES;
    String name = place.name();
    if (lacking.isEmpty()) {
      lacking = binding.lacking();
      requirement = Requirement.JDKS;
      name = "jdk-22";
    }
    if (lacking.isPresent() && !requirement.covers(name)) {
      listener.executionSkipped(root, lacking.get());
      return;
    }
    listener.executionStarted(root);
    TestExecutionResult result;
    try {
      if (lacking.isPresent()) {
        requirement.failIfRequired(name, lacking.get());
      }
      result = relay(place);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      result = TestExecutionResult.aborted(e);
    } catch (AssertionError | RuntimeException e) {
      result = TestExecutionResult.failed(e);
    }
    listener.executionFinished(root, result);
  }

  /** Runs the tests; how that as a whole went. */
  private TestExecutionResult relay(Place place) throws InterruptedException {
    Ending ending = new Ending();
    Thread there = new Thread(() -> run(place, ending), "tests in the " + place.name());
    there.setDaemon(true);
    there.start();
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(runsIn.minutes());
    try {
      while (!ending.reached) {
        Runnable next = incoming.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          return cutOff("the %d minutes were up".formatted(runsIn.minutes()), null);
        }
        next.run();
      }
    } finally {
      there.interrupt();
      there.join();
    }
    if (ending.failure != null) {
      return cutOff("it could not be run", ending.failure);
    }
    if (greeting != null && !greeting.suits(binding)) {
      return cutOff(
          "the binding to the C library is to be %s, and there it is %s, on Java %s"
              .formatted(binding.id(), greeting.binding(), greeting.java()),
          null);
    }
    if (ending.status != 0) {
      return cutOff("the JVM there ended with status " + ending.status, null);
    }
    if (tests.isEmpty()) {
      return TestExecutionResult.failed(new AssertionError("no test was found there"));
    }
    return running.isEmpty() ? TestExecutionResult.successful() : cutOff("it ended", null);
  }

  /** How the command ended; set and read by JUnit's thread. */
  private static final class Ending {
    boolean reached;
    int status;
    @Nullable Exception failure;
  }

  private void run(Place place, Ending ending) {
    try {
      int status =
          place.run(
              command(place),
              line -> incoming.add(() -> take(line, place, System.out)),
              line -> incoming.add(() -> System.err.println(line)));
      incoming.add(() -> ending.status = status);
    } catch (Exception e) { // whatever a place throws: it is reported
      incoming.add(() -> ending.failure = e);
    }
    incoming.add(() -> ending.reached = true);
  }

  private List<String> command(Place place) {
    List<String> options = new ArrayList<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(OURS)) {
        options.add("-D" + name + "=" + System.getProperty(name));
      }
    }
    options.add("-D" + OURS + "inside=" + place.name());
    if (place.isComplete()) {
      options.add("-D" + Requirement.FAMILIES.property() + "=true");
    }
    List<String> arguments = new ArrayList<>();
    arguments.add(binding.name());
    arguments.add(annotated.getPackageName());
    arguments.add(runsIn.rootsWith());
    arguments.add(parameters.get(CLASSES).orElse(".*"));
    for (String name : parameters.keySet()) {
      parameters.get(name).ifPresent(value -> arguments.addAll(List.of(name, value)));
    }
    List<String> command =
        binding.java(RemoteTests.class, options, arguments.toArray(String[]::new));
    command.addAll(command.indexOf("-cp"), place.jvmOptions());
    return command;
  }

  private void take(String line, Place place, PrintStream out) {
    Optional<Event> event = Event.fromLine(line);
    Optional<Greeting> first = Greeting.fromLine(line);
    if (event.isPresent()) {
      relay(event.get(), place);
    } else if (first.isPresent()) {
      greeting = first.get();
      out.printf(
          "%s: the C library by %s, Java %s%n", place.name(), greeting.binding(), greeting.java());
      listener.reportingEntryPublished(
          root, ReportEntry.from(Map.of("binding", greeting.binding(), "java", greeting.java())));
    } else {
      out.println(line);
    }
  }

  private void relay(Event event, Place place) {
    RelayedTest test = test(event);
    switch (event.what()) {
      case STARTED -> start(test);
      case REPORTED ->
          listener.reportingEntryPublished(test, ReportEntry.from("there", event.reason()));
      case SKIPPED -> {
        if (place.isComplete() && !isUpToJava(event)) {
          start(test);
          finish(test, skippedInVain(place, event.reason()));
        } else {
          listener.executionSkipped(test, event.reason());
        }
      }
      case ABORTED ->
          finish(
              test,
              place.isComplete()
                  ? skippedInVain(place, String.valueOf(event.failure()))
                  : TestExecutionResult.aborted(event.failure()));
      case FAILED -> finish(test, TestExecutionResult.failed(event.failure()));
      case SUCCEEDED -> finish(test, TestExecutionResult.successful());
    }
  }

  /** Whether it depends on the Java there, and not on the place, if the test can run. */
  private static boolean isUpToJava(Event event) {
    return event.test().getTags().contains(TestTag.create(NeedsVirtualThreads.TAG));
  }

  private static TestExecutionResult skippedInVain(Place place, String reason) {
    return TestExecutionResult.failed(
        new AssertionFailedError(
            "skipped in the %s, which has everything: %s".formatted(place.name(), reason)));
  }

  private RelayedTest test(Event event) {
    UniqueId id = RelayedTest.idBeneath(root, event.test().getUniqueIdObject());
    return tests.computeIfAbsent(
        id,
        unknown -> {
          RelayedTest test = RelayedTest.of(root, event.test());
          tests.getOrDefault(unknown.removeLastSegment(), root).addChild(test);
          listener.dynamicTestRegistered(test);
          return test;
        });
  }

  private void start(RelayedTest test) {
    running.add(test);
    listener.executionStarted(test);
  }

  private void finish(RelayedTest test, TestExecutionResult result) {
    running.remove(test);
    listener.executionFinished(test, result);
  }

  /** Ends what has not ended, the innermost first. */
  private TestExecutionResult cutOff(String why, @Nullable Throwable cause) {
    List<RelayedTest> unfinished = new ArrayList<>(running);
    for (int i = unfinished.size() - 1; i >= 0; i--) {
      finish(
          unfinished.get(i),
          TestExecutionResult.failed(new AssertionFailedError("this test did not end: " + why)));
    }
    return TestExecutionResult.failed(
        new AssertionFailedError("the tests there did not end as they should: " + why, cause));
  }
}
