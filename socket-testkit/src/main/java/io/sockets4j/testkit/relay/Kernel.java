package io.sockets4j.testkit.relay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The kernel with every family, as it is on this machine: the folder {@code kernel/} of sockets4j,
 * and what its script {@code build} has built.
 *
 * <p>The folder is the one that {@code -Dsockets4j.kernel} names, or else the next one upwards from
 * the working folder. Another kernel is named by {@code SOCKETS4J_KERNEL} in the environment.
 *
 * @param folder where the scripts {@code run} and {@code build} are
 * @param binary the kernel, which is an ordinary program
 * @param series its release, as in {@code 6.12}
 */
public record Kernel(Path folder, Path binary, String series) {
  /**
   * What a JVM is told there: each page that a process has may take one of the mappings that the
   * machine allows, which are few on most (docs/kernel.md), and so its heap must be small.
   */
  public static final List<String> JVM_OPTIONS = List.of("-Xmx128m");

  private static final String BUILD = "sockets4j.kernel.build";
  private static final String FOLDER = "sockets4j.kernel";
  private static final String BINARY = "SOCKETS4J_KERNEL";
  private static final Pattern SERIES = Pattern.compile("^\\d+\\.\\d+");

  /**
   * What runs a command in it.
   *
   * @param options of {@code kernel/run}
   * @param command a program and its arguments
   * @return the whole command
   */
  public List<String> command(List<String> options, List<String> command) {
    List<String> whole = new ArrayList<>();
    whole.add(folder.resolve("run").toString());
    whole.addAll(options);
    whole.add("--");
    whole.addAll(command);
    return whole;
  }

  /**
   * Finds the kernel. Where it is not built, that is an error; with {@code
   * -Dsockets4j.kernel.build=true} it is built, or the build that is under way is waited for.
   *
   * @return the kernel
   * @throws IOException if there is none; the message says why, and the remedy
   */
  public static Kernel find() throws IOException {
    String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    if (!system.equals("Linux on amd64")) {
      throw new IOException(
          "the kernel with every family runs on Linux on x86-64 only; this is " + system);
    }
    Path folder = findFolder();
    Path binary = findBinary(folder);
    String release = output(binary.toString(), "--version");
    Matcher series = SERIES.matcher(release);
    if (!series.find()) {
      throw new IOException(
          "%s is no kernel: its version is '%s'".formatted(binary, release.strip()));
    }
    return new Kernel(folder, binary, series.group());
  }

  private static Path findFolder() throws IOException {
    String named = System.getProperty(FOLDER);
    if (named != null) {
      return Path.of(named).toAbsolutePath();
    }
    for (@Nullable Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path candidate = up.resolve("kernel");
      if (Files.isExecutable(candidate.resolve("run"))) {
        return candidate;
      }
    }
    throw new IOException(
        "no kernel/run in this folder or above it: name the folder kernel/ of sockets4j with -D"
            + FOLDER);
  }

  private static Path findBinary(Path folder) throws IOException {
    String named = System.getenv(BINARY);
    if (named != null && !named.isEmpty()) {
      return Path.of(named).toAbsolutePath();
    }
    Path build = folder.resolve("build");
    String path =
        (Boolean.getBoolean(BUILD)
                ? output(build.toString())
                : output(build.toString(), "--cached"))
            .strip();
    if (path.isEmpty()) {
      throw new IOException(
          "the kernel with every family is not built: run %s (some minutes, once)"
              .formatted(build));
    }
    return Path.of(path);
  }

  private static String output(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var input = process.getInputStream()) {
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
