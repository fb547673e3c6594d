package io.sockets4j.testkit;

import io.sockets4j.os.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A C compiler, and the headers that it brings. It compiles; nothing that it makes is run. */
enum Toolchain {
  /** That of this machine. */
  HOST("cc", "gcc libc6-dev"),
  /** For Linux on x86-64. */
  X86_64("x86_64-linux-gnu-gcc", "gcc-x86-64-linux-gnu libc6-dev-amd64-cross"),
  /** For Linux on 64-bit ARM. */
  AARCH64("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu libc6-dev-arm64-cross"),
  /** For Linux with musl. */
  MUSL("musl-gcc", "musl-tools"),
  /** For Windows. */
  MINGW("x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64");

  private static final int SECONDS = 60;

  private final String command;
  private final String packages;

  Toolchain(String command, String packages) {
    this.command = command;
    this.packages = packages;
  }

  String command() {
    return command;
  }

  boolean isInstalled() {
    return Tool.find(command).isPresent();
  }

  /** Whether this is a cross compiler for the machine that it runs on, where it is no other. */
  boolean isThatOfTheHost() {
    return this == X86_64 && Platform.current() == Platform.LINUX_X86_64;
  }

  /** Whether a build that requires all tools requires this one. */
  boolean isRequired() {
    boolean usual =
        switch (this) {
          case HOST -> true;
          case AARCH64, MUSL -> Platform.current() == Platform.LINUX_X86_64;
          case X86_64, MINGW -> false;
        };
    return usual ? Requirement.TOOLS.covers(command) : Requirement.TOOLS.names(command);
  }

  /** Why it cannot be used, and the remedy; empty if it can. */
  Optional<String> lacking() {
    return isInstalled()
        ? Optional.empty()
        : Optional.of(
            "there is no '%s' to compile C headers with: on Debian, install %s"
                .formatted(command, packages));
  }

  Platform platform() {
    return switch (this) {
      case HOST, MUSL -> Platform.current();
      case X86_64 -> Platform.LINUX_X86_64;
      case AARCH64 -> Platform.LINUX_AARCH64;
      case MINGW -> Platform.WINDOWS_X86_64;
    };
  }

  CLibrary library() throws IOException {
    if (platform().isLinux()) {
      String glibc = "#include <stddef.h>\n#include <features.h>\n";
      glibc += "_Static_assert (__GLIBC__ > 0, \"\");\n";
      return compile(glibc).success() ? CLibrary.GLIBC : CLibrary.MUSL;
    }
    return platform().isWindows() ? CLibrary.WINDOWS : CLibrary.BSD;
  }

  /** What compiling gave. */
  record Outcome(boolean success, String output) {}

  /** Looks whether a source is right: makes no object. */
  Outcome compile(String source) throws IOException {
    Path file = Files.createTempFile("headers", ".c");
    Path output = Files.createTempFile("headers", ".txt");
    try {
      Files.writeString(file, source);
      List<String> line = new ArrayList<>(List.of(command, "-x", "c", "-fsyntax-only", "-w"));
      line.addAll(List.of("-D_GNU_SOURCE", "-D_WIN32_WINNT=0x0A00", file.toString()));
      ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
      builder.environment().put("LC_ALL", "C");
      Process process = builder.redirectOutput(output.toFile()).start();
      process.getOutputStream().close();
      boolean success = exit(process) == 0;
      return new Outcome(success, Files.readString(output));
    } finally {
      Files.delete(file);
      Files.delete(output);
    }
  }

  private int exit(Process process) throws IOException {
    try {
      if (process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    throw new IOException(command + " did not end within " + SECONDS + " s");
  }
}
