package io.sockets4j.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where and with what the results were made. */
final class Machine {
  private Machine() {}

  static Map<String, Object> describe() throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("commit", say("git", "describe", "--always", "--dirty"));
    facts.put("processor", field("/proc/cpuinfo", "model name"));
    facts.put("processors", Runtime.getRuntime().availableProcessors());
    facts.put("memory", field("/proc/meminfo", "MemTotal"));
    facts.put("kernel", say("uname", "-sr"));
    facts.put("jdks", Jdk.find().stream().map(Jdk::version).distinct().toList());
    facts.put("cc", say("cc", "--version"));
    facts.put("python", say("python3", "--version"));
    facts.put("libraries", libraries());
    return facts;
  }

  private static List<String> libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(path -> String.valueOf(Path.of(path).getFileName()))
        .filter(name -> name.endsWith(".jar"))
        .sorted()
        .toList();
  }

  private static String field(String file, String name) throws IOException {
    for (String line : Files.readAllLines(Path.of(file))) {
      if (line.startsWith(name)) {
        return line.substring(line.indexOf(':') + 1).trim();
      }
    }
    return "unknown";
  }

  private static String say(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    try (BufferedReader reader = process.inputReader()) {
      String line = reader.readLine();
      return line == null ? "unknown" : line;
    }
  }
}
