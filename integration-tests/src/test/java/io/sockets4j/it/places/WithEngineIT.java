package io.sockets4j.it.places;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.it.Project;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The script {@code with-engine}. */
class WithEngineIT {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String SHOW = "echo host=$DOCKER_HOST image=$SOCKETS4J_TEST_IMAGE; ";

  /** What answers as an engine does when it is asked whether it is there. */
  private static final String ENGINE =
      """
      with socket.socket(socket.AF_UNIX) as server:
          server.bind(sys.argv[1])
          server.listen()
          print("listening")
          connection, _ = server.accept()
          with connection:
              print(connection.recv(1000).split()[1].decode())
              connection.sendall(b"HTTP/1.0 200 OK\\r\\n\\r\\nOK")
      """;

  @TempDir private Path folder;

  @Test
  void anEngineThatAnswersIsUsedAsItIs() throws Exception {
    Path socket = folder.resolve("socket");
    try (Python engine = Python.start(ENGINE, socket.toString())) {
      assertThat(engine.line()).isEqualTo("listening");
      try (Program script = start("unix://" + socket, "sh", "-c", SHOW + "exit 7")) {
        assertThat(engine.line()).isEqualTo("/_ping");
        assertThat(script.result())
            .isEqualTo(new Program.Result(7, "host=unix://%s image=%n".formatted(socket), ""));
      }
    }
  }

  @Test
  void anEngineThatIsAskedForAndDoesNotAnswerIsAnError() throws Exception {
    String host = "unix://" + folder.resolve("socket");
    try (Program script = start(host, "true")) {
      Program.Result result = script.result();

      assertThat(result.status()).isEqualTo(125);
      assertThat(result.err()).contains("no engine answers at " + host, "unset DOCKER_HOST");
    }
  }

  @Test
  void anEngineOfItsOwnEndsWithTheCommand() throws Exception {
    requireOwnEngine();
    try (Program script =
        start("", "sh", "-c", SHOW + "test -S ${DOCKER_HOST#unix://} && exit 7")) {
      Path engine = folder(script);

      assertThat(script.result().status()).isEqualTo(7);
      assertThat(script.result().out()).contains("image=sockets4j-links:1");
      assertThat(left(engine)).isEmpty();
    }
  }

  @Test
  void aSignalEndsTheCommandAndTheEngine() throws Exception {
    requireOwnEngine();
    try (Program script = start("", "sh", "-c", SHOW + "exec sleep 600")) {
      Path engine = folder(script);
      script.process().destroy();

      assertThat(script.result().status()).isEqualTo(128 + 15);
      assertThat(left(engine)).isEmpty();
    }
  }

  @Test
  void killingItEndsTheCommandAndTheEngine() throws Exception {
    requireOwnEngine();
    try (Program script = start("", "sh", "-c", SHOW + "exec sleep 600")) {
      Path engine = folder(script);
      assertThat(left(engine)).anyMatch(left -> left.contains("dockerd"));
      script.process().destroyForcibly();

      long deadline = System.nanoTime() + DEADLINE.toNanos();
      while (!left(engine).isEmpty() && System.nanoTime() < deadline) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
      assertThat(left(engine)).isEmpty();
      assertThat(script.result().err()).isEmpty();
    }
  }

  /** Runs the script with that engine; where it names none, one of a user's own is not found. */
  private Program start(String engine, String... command) throws IOException {
    List<String> whole =
        new ArrayList<>(
            List.of(
                "env",
                "-u",
                "SOCKETS4J_TEST_IMAGE",
                "DOCKER_HOST=" + engine,
                "HOME=" + folder,
                "XDG_RUNTIME_DIR=" + folder,
                Project.ROOT.resolve("integration-tests/with-engine").toString()));
    whole.addAll(List.of(command));
    return Program.start(whole, null, null);
  }

  private static void requireOwnEngine() throws IOException {
    @Nullable String reason = null;
    if (Files.exists(Path.of("/var/run/docker.sock"))) {
      reason = "this machine has an engine, so that none of our own is started";
    } else if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
      reason = "only root can start a container engine: ./check, as root, does";
    } else if (Stream.of("/usr/bin", "/usr/sbin")
        .noneMatch(f -> Files.exists(Path.of(f, "dockerd")))) {
      reason = "there is no dockerd to start: install docker.io, or run ./check";
    }
    if (reason != null) {
      throw new TestAbortedException(reason);
    }
  }

  /** The engine's temporary folder. */
  private static Path folder(Program script) throws InterruptedException {
    return Path.of(script.await("host=unix://(\\S+)/socket"));
  }

  /** The processes, mounts and control groups of that engine, and its folder. */
  private static List<String> left(Path engine) throws IOException, InterruptedException {
    List<String> left = new ArrayList<>();
    if (Files.exists(engine)) {
      left.add(engine.toString());
    }
    ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(engine.toString()))
        .forEach(left::add);
    Files.readAllLines(Path.of("/proc/self/mounts")).stream()
        .filter(mount -> mount.contains(engine.toString()))
        .forEach(left::add);
    String name = engine.getFileName().toString();
    try (Program find = Program.start("find", "/sys/fs/cgroup", "-name", name)) {
      find.result().out().lines().forEach(left::add);
    }
    return left;
  }
}
