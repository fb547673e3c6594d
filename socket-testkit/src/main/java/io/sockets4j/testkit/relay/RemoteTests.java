package io.sockets4j.testkit.relay;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import io.sockets4j.testkit.HereOnly;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The program that runs the tests in the other place, and says line by line what happens. */
final class RemoteTests implements TestExecutionListener {
  private final OutputStream events;

  private RemoteTests(OutputStream events) {
    this.events = events;
  }

  /**
   * Says how the C library is called and, if that is as it was forced to be, runs the tests.
   *
   * @param arguments the binding that is forced; the package; the file of other roots with tests;
   *     which classes; then names and values of configuration parameters
   */
  public static void main(String[] arguments) throws IOException {
    // What tests print does not get between the lines of the events.
    OutputStream events = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err);
    Greeting greeting = Greeting.here();
    events.write((greeting.toLine() + '\n').getBytes(StandardCharsets.UTF_8));
    if (!greeting.suits(Binding.valueOf(arguments[0]))) {
      System.exit(1); // the other side says why
    }
    LauncherDiscoveryRequestBuilder request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage(arguments[1]))
            .selectors(selectClasspathRoots(rootsWith(arguments[2])))
            .filters(ClassNameFilter.includeClassNamePatterns(arguments[3]))
            .filters(EngineFilter.excludeEngines(RelayEngine.ID))
            .filters(TagFilter.excludeTags(HereOnly.TAG));
    for (int i = 4; i < arguments.length; i += 2) {
      request.configurationParameter(arguments[i], arguments[i + 1]);
    }
    LauncherDiscoveryRequest tests = request.build();
    int status = 1;
    try {
      LauncherFactory.create().execute(tests, new RemoteTests(events));
      events.close();
      status = 0;
    } catch (IOException | RuntimeException | Error e) {
      e.printStackTrace(System.err);
    }
    System.exit(status); // whatever threads the tests left
  }

  private static Set<Path> rootsWith(String name) throws IOException {
    Set<Path> roots = new LinkedHashSet<>();
    for (URL file : Collections.list(RemoteTests.class.getClassLoader().getResources(name))) {
      roots.add(root(file, name));
    }
    return roots;
  }

  /** The jar or folder that has the file. */
  private static Path root(URL file, String name) throws IOException {
    try {
      URLConnection connection = file.openConnection();
      if (connection instanceof JarURLConnection inJar) {
        return Path.of(inJar.getJarFileURL().toURI());
      }
      URI relative =
          URI.create(".." + "/..".repeat((int) name.chars().filter(c -> c == '/').count() - 1));
      return Path.of(file.toURI().resolve(relative)).normalize();
    } catch (URISyntaxException e) {
      throw new IOException("cannot tell where " + file + " is", e);
    }
  }

  private void send(
      Event.What what, TestIdentifier test, @Nullable String text, @Nullable Throwable failure) {
    if (test.getParentId().isEmpty()) {
      return; // the engine
    }
    byte[] line =
        (new Event(what, test, text, failure).toLine() + '\n').getBytes(StandardCharsets.US_ASCII);
    synchronized (events) {
      try {
        events.write(line);
      } catch (IOException e) {
        throw new IllegalStateException("nobody listens any more", e);
      }
    }
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    send(Event.What.STARTED, test, null, null);
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    send(Event.What.SKIPPED, test, reason, null);
  }

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    send(Event.What.REPORTED, test, entry.getKeyValuePairs().toString(), null);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Event.What what =
        switch (result.getStatus()) {
          case SUCCESSFUL -> Event.What.SUCCEEDED;
          case ABORTED -> Event.What.ABORTED;
          case FAILED -> Event.What.FAILED;
        };
    send(what, test, null, result.getThrowable().orElse(null));
  }
}
