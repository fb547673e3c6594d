package io.sockets4j.it;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockets4j.os.Platform;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which calls a library sees that LD_PRELOAD puts in front of the C library, as user-space network
 * stacks and torsocks are: {@link RoundTrips} with one that writes each call down.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other loaders put libraries in front otherwise")
class InterposerIT {
  private static final String CALL = "call ";

  /** For which there is a kernel entry, or that FFM looks up past all interposers then. */
  private static final List<String> HAVE_ENTRIES =
      List.of(
          "socket",
          "connect",
          "close",
          "send",
          "recv",
          "sendto",
          "recvfrom",
          "sendmsg",
          "recvmsg",
          "sendmmsg",
          "recvmmsg",
          "accept4",
          "poll",
          "epoll_ctl",
          "epoll_wait");

  @TempDir private static Path folder;

  @BeforeAll
  static void compile() throws Exception {
    String source = Project.ROOT.resolve("integration-tests/src/test/c/interposer.c").toString();
    try (Program compiler =
        Program.start(Tool.CC.require(), "-shared", "-fPIC", "-o", library(), source, "-ldl")) {
      Program.Result result = compiler.finish();
      assertThat(result.status()).as(result.err()).isZero();
    }
  }

  private static String library() {
    return folder.resolve("interposer.so").toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffm", "jna"})
  void withoutKernelEntriesItSeesEveryCall(String binding) throws Exception {
    Map<String, List<String>> calls = callsBy(binding, "-Dsockets4j.kernelEntry=false");
    assertThat(calls)
        .contains(
            entry("pair", List.of("socketpair")),
            entry("direct", List.of("send", "recv")),
            entry("heap", List.of("send", "recv")),
            entry("part of heap", List.of("send", "recv")),
            entry("little heap", List.of("send", "recv")),
            entry("much", List.of("send", "recv")),
            entry("close", List.of("close", "close")),
            entry("direct datagram", List.of("sendto", "recvfrom")),
            entry("heap datagram", List.of("sendto", "recvfrom")),
            entry("message", List.of("sendmsg", "recvmsg")));
    assertThat(calls.get("timeout")).contains("recv", "poll");
    assertThat(calls.get("selector")).contains("epoll_create1", "epoll_ctl", "epoll_wait");
    assertThat(calls.get("names")).contains("socket", "bind", "getsockname");
    assertThat(calls.get("messages")).startsWith("sendmmsg", "recvmmsg");
    assertThat(calls.get("connection")).contains("listen", "connect", "accept4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffm", "jna"})
  void withThemItSeesNoneOfTheirs(String binding) throws Exception {
    assumeTrue(Platform.current() == Platform.LINUX_X86_64, "kernel entries are of Linux x86-64");
    assertThat(callsBy(binding))
        .allSatisfy(
            (what, calls) -> assertThat(calls).as(what).doesNotContainAnyElementsOf(HAVE_ENTRIES));
  }

  /** Each thing that was done, and the functions that were called for it. */
  private static Map<String, List<String>> callsBy(String binding, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("env", "LD_PRELOAD=" + library()));
    command.add(binding.equals("ffm") ? NativeBindingIT.java22() : NativeBindingIT.java());
    command.add("-Dsockets4j.native=" + binding);
    command.addAll(List.of(options));
    String classPath = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", classPath, RoundTrips.class.getName()));
    try (Program program = Program.start(command, null, null)) {
      Program.Result result = program.finish();
      assertThat(result.status()).as(result.err()).isZero();
      return read(result.err());
    }
  }

  private static Map<String, List<String>> read(String output) {
    Map<String, List<String>> calls = new LinkedHashMap<>();
    List<String> last = new ArrayList<>();
    for (String line : output.lines().toList()) {
      if (line.startsWith(RoundTrips.NEXT)) {
        last = new ArrayList<>();
        calls.put(line.substring(RoundTrips.NEXT.length()), last);
      } else if (line.startsWith(CALL)) {
        last.add(line.substring(CALL.length()));
      }
    }
    assertThat(calls).as(output).containsKeys("pair", "end");
    return calls;
  }
}
