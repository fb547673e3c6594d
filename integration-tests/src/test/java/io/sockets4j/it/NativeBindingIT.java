package io.sockets4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Requirement;
import io.sockets4j.testkit.Tool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * How the jars call the C library in JVMs that lack what one binding or the other needs, as {@code
 * sockets4j probe} tells it, whose sockets then have to work.
 */
class NativeBindingIT {
  private static final String ALLOWED = "--enable-native-access=ALL-UNNAMED";
  private static final String[] PROBE = {"io.sockets4j.cli.Main", "probe", "--json", "unix"};

  /** What probing AF_UNIX needs, and JNA. */
  private static final List<String> OURS =
      List.of(
          "io.sockets4j.core",
          "io.sockets4j.unix",
          "io.sockets4j.cli",
          "io.sockets4j.cli.spi",
          "info.picocli",
          "com.fasterxml.jackson.jr.ob",
          "com.fasterxml.jackson.core");

  @TempDir private Path folder;

  /** The command of a JVM that has java.lang.foreign. */
  static String java22() {
    String home = System.getProperty("sockets4j.jdk22", "");
    if (home.isEmpty()) {
      String reason = "no JDK 22 or later is installed where the build looks for one";
      Requirement.JDKS.failIfRequired("jdk-22", reason);
      throw new TestAbortedException(reason);
    }
    return Path.of(home, "bin", "java").toString();
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static List<String> jars() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar"))
        .toList();
  }

  private static List<Path> modules(List<String> names) {
    return names.stream()
        .map(name -> Path.of(Project.module(name).location().orElseThrow()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static String joined(Stream<String> jars) {
    return jars.collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> command(String java, String classPath, String... options) {
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath));
    command.addAll(Arrays.asList(PROBE));
    return command;
  }

  private static Map<String, Object> probe(List<String> command)
      throws IOException, InterruptedException {
    try (Program program = Program.start(command, null, null)) {
      Program.Result result = program.finish();
      assertThat(result.out()).as("%s, which says: %s", command, result.err()).startsWith("{");
      return JSON.std.mapFrom(result.out());
    }
  }

  private static Map<String, Object> probe(String java, String... options)
      throws IOException, InterruptedException {
    return probe(command(java, joined(jars().stream()), options));
  }

  private static void assertWorksBy(String binding, Map<String, Object> report) {
    assertThat(report).containsEntry("nativeCalls", binding).containsEntry("good", true);
  }

  /** That no socket opens, and what is said of it. */
  private static void assertNoneWorks(Map<String, Object> report, String binding, String reason) {
    assertThat(report).containsEntry("nativeCalls", "none").containsEntry("good", false);
    assertThat(whyNot(binding, report)).contains(reason);
    assertThat(String.valueOf(report.get("kinds"))).contains(binding + ": ", reason);
  }

  private static String whyNot(String binding, Map<String, Object> report) {
    Map<?, ?> unused = (Map<?, ?>) Objects.requireNonNull(report.get("nativeCallsNotUsed"));
    return String.valueOf(unused.get(binding));
  }

  @Test
  void ffmIsChosenByItselfAndNoClassOfJnaIsLoaded() throws Exception {
    Path loaded = folder.resolve("loaded");
    Map<String, Object> report =
        probe(java22(), ALLOWED, "-Xlog:class+load:file=" + loaded + "::filecount=0");
    assertWorksBy("ffm", report);
    assertThat(whyNot("jna", report)).isEqualTo("ffm is preferred");
    assertThat(Files.readString(loaded))
        .contains("io.sockets4j.internal.libc.FfmLibc")
        .doesNotContain("com.sun.jna");
  }

  @Test
  void eachCanBeForced() throws Exception {
    Map<String, Object> jna = probe(java22(), ALLOWED, "-Dsockets4j.native=jna");
    assertWorksBy("jna", jna);
    assertThat(whyNot("ffm", jna)).contains("-Dsockets4j.native=jna");
    Map<String, Object> ffm = probe(java22(), ALLOWED, "-Dsockets4j.native=ffm");
    assertWorksBy("ffm", ffm);
    assertThat(whyNot("jna", ffm)).contains("-Dsockets4j.native=ffm");
  }

  @Test
  void ffmNeedsNoJarOfJna() throws Exception {
    // Elsewhere, as the command's jar names the others beside it in its manifest.
    List<String> copies = new ArrayList<>();
    for (Path jar : modules(OURS)) {
      copies.add(Files.copy(jar, folder.resolve(jar.getFileName())).toString());
    }
    String without = joined(copies.stream());
    assertWorksBy("ffm", probe(command(java22(), without, ALLOWED)));
    assertNoneWorks(
        probe(command(java22(), without, ALLOWED, "-Dsockets4j.native=jna")),
        "jna",
        "NoClassDefFoundError: com/sun/jna/");
  }

  @Test
  void ffmNeedsNoFolderToRunFrom() throws Exception {
    Path mount = Files.createDirectory(folder.resolve("noexec"));
    List<String> inside = new ArrayList<>(List.of(Tool.UNSHARE.require(), "--mount"));
    if (!"root".equals(System.getProperty("user.name"))) {
      inside.add("--map-root-user");
    }
    inside.addAll(
        List.of(
            "sh",
            "-c",
            "mount -t tmpfs -o noexec,mode=1777 tmpfs \"$0\" || exit 77; exec \"$@\"",
            mount.toString()));
    try (Program trial =
        Program.start(Stream.concat(inside.stream(), Stream.of("true")).toList(), null, null)) {
      Program.Result result = trial.finish();
      Assumptions.assumeTrue(
          result.status() == 0, () -> "nothing can be mounted here: " + result.err());
    }
    String[] options = {ALLOWED, "-Djava.io.tmpdir=" + mount, "-Djna.tmpdir=" + mount};
    String all = joined(jars().stream());
    List<String> ffm = new ArrayList<>(inside);
    ffm.addAll(command(java22(), all, options));
    assertWorksBy("ffm", probe(ffm));

    List<String> jna = new ArrayList<>(inside);
    jna.addAll(command(java22(), all, options));
    jna.add(jna.indexOf("-cp"), "-Dsockets4j.native=jna");
    assertNoneWorks(probe(jna), "jna", mount.toString());
  }

  @Test
  void whereFfmIsDeniedJnaTakesItsPlace() throws Exception {
    Assumptions.assumeTrue(
        knows(java22(), "--illegal-native-access=deny"), "from 24 on JVMs can deny native access");
    Path out = folder.resolve("out");
    List<Path> modules = modules(OURS);
    modules.addAll(modules(List.of("com.sun.jna")));
    List<String> command =
        new ArrayList<>(
            List.of(
                java22(),
                "--illegal-native-access=deny",
                "--enable-native-access=com.sun.jna",
                "--module-path",
                joined(modules.stream().map(Path::toString)),
                "--add-modules",
                "io.sockets4j.unix",
                "--module",
                "io.sockets4j.cli/io.sockets4j.cli.Main"));
    command.addAll(Arrays.asList(PROBE).subList(1, PROBE.length));
    Map<String, Object> report = probe(command);
    assertWorksBy("jna", report);
    assertThat(whyNot("ffm", report)).contains("io.sockets4j.core");

    command.remove("--illegal-native-access=deny");
    command.set(
        command.indexOf("--enable-native-access=com.sun.jna"), "-Xlog:class+load:file=" + out);
    command.add(1, "--enable-native-access=io.sockets4j.core");
    assertWorksBy("ffm", probe(command));
    assertThat(Files.readString(out))
        .contains("io.sockets4j.internal.libc.FfmLibc")
        .doesNotContain("com.sun.jna");
  }

  /** What FFM holds cannot be closed meanwhile; by JNA nothing that can be is received into. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "/proc tells whether a thread sleeps")
  void memoryThatIsReceivedIntoStays() throws Exception {
    assertThat(linesOf(ClosedArena.class, "-Dsockets4j.native=ffm"))
        .containsExactly("close: IllegalStateException", "receive: 100", "afterwards: done");
    assertThat(linesOf(ClosedArena.class, "-Dsockets4j.native=jna"))
        .containsExactly(
            "close: done", "receive: IllegalStateException", "afterwards: IllegalStateException");
  }

  private static List<String> linesOf(Class<?> program, String option) throws Exception {
    String classPath = System.getProperty("java.class.path");
    try (Program running =
        Program.start(java22(), ALLOWED, option, "-cp", classPath, program.getName())) {
      Program.Result result = running.finish();
      assertThat(result.status()).as(result.err()).isZero();
      return result.out().lines().toList();
    }
  }

  private static boolean knows(String java, String option) throws Exception {
    try (Program program = Program.start(java, option, "-version")) {
      return program.finish().status() == 0;
    }
  }

  @Test
  void olderJvmsSayWhatFfmNeeds() throws Exception {
    Assumptions.assumeTrue(Runtime.version().feature() < 22, "this JVM has java.lang.foreign");
    Map<String, Object> report = probe(java());
    assertWorksBy("jna", report);
    String reason = "needs Java 22 or later, and this is " + Runtime.version().feature();
    assertThat(whyNot("ffm", report)).contains(reason);
    assertNoneWorks(probe(java(), "-Dsockets4j.native=ffm"), "ffm", reason);
  }
}
