package io.sockets4j.testkit.relay;

import io.sockets4j.NativeCalls;
import io.sockets4j.testkit.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How tests in another place call the C library, and by which Java. */
public enum Binding {
  /** As is chosen there by itself, by the Java that runs the tests here. */
  ANY(""),
  /** By JNA, whatever else there is, by the Java that runs the tests here. */
  JNA("jna"),
  /**
   * By java.lang.foreign, by a JDK 22 or later: the one whose folder {@code -Dsockets4j.jdk22}
   * names, which our own build does if it finds one, or else the one that runs the tests here.
   */
  FFM("ffm");

  private static final String JDK_22 = "sockets4j.jdk22";

  private final String id;

  Binding(String id) {
    this.id = id;
  }

  /**
   * Its name.
   *
   * @return as {@code -Dsockets4j.native} spells it; empty for {@link #ANY}
   */
  public String id() {
    return id;
  }

  /**
   * Why it cannot be used here, with the remedy.
   *
   * @return empty if there is a Java that has it
   */
  public Optional<String> lacking() {
    return javaHome().isPresent()
        ? Optional.empty()
        : Optional.of(
            "no JDK 22 or later was found, which calls the C library without JNA: install one "
                + "where the system keeps its JDKs, or name its folder with -D"
                + JDK_22);
  }

  /**
   * Where the Java is that has it.
   *
   * @return its folder, with {@code bin/java} in it; empty if there is none
   */
  public Optional<Path> javaHome() {
    Path own = Path.of(System.getProperty("java.home"));
    return this == FFM
        ? ofForeign(System.getProperty(JDK_22), own, Runtime.version().feature())
        : Optional.of(own);
  }

  static Optional<Path> ofForeign(@Nullable String named, Path own, int version) {
    if (named != null && !named.isEmpty() && Files.isExecutable(Path.of(named, "bin", "java"))) {
      return Optional.of(Path.of(named));
    }
    return version >= 22 ? Optional.of(own) : Optional.empty();
  }

  /**
   * What people call tests that run so.
   *
   * @param place where they run
   * @return for instance {@code kernel 6.12 container, ffm}
   */
  public String in(Place place) {
    return this == ANY ? place.name() : place.name() + ", " + id;
  }

  /** The command that runs a class there so. */
  List<String> java(Class<?> main, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>(Program.java(main, arguments));
    command.set(0, javaHome().orElseThrow().resolve(Path.of("bin", "java")).toString());
    List<String> ours = new ArrayList<>(options);
    if (Binding.class.desiredAssertionStatus()) {
      ours.add("-enableassertions");
    }
    if (this != ANY) {
      ours.add("-D" + NativeCalls.PROPERTY + "=" + id);
    }
    if (this == FFM) {
      ours.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(command.indexOf("-cp"), ours); // the last of two that contradict counts
    return command;
  }
}
