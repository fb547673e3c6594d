package io.sockets4j.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * A program of the system that tests need: a stranger's code, to talk to. A test without it is
 * skipped, with the remedy; with {@code -Dsockets4j.require.tools=true}, or where that names the
 * program, it fails.
 *
 * <pre>{@code
 * Program.start(Tool.PYTHON.require(), "-c", "print('Hello')");
 * }</pre>
 */
public enum Tool {
  /** Python, version 3. */
  PYTHON("python3", "python3"),
  /** Relays between sockets and nearly everything else. */
  SOCAT("socat", "socat"),
  /** The netcat of OpenBSD. */
  NC("nc", "netcat-openbsd"),
  /** Runs a program with other privileges. */
  SETPRIV("setpriv", "util-linux"),
  /** Runs a program with mounts of its own. */
  UNSHARE("unshare", "util-linux"),
  /** Compiles C. */
  CC("cc", "gcc libc6-dev"),
  /** Shows CAN frames. */
  CANDUMP("candump", "can-utils"),
  /** Sends CAN frames. */
  CANSEND("cansend", "can-utils"),
  /** Makes CAN frames up and sends them. */
  CANGEN("cangen", "can-utils"),
  /** Replays what {@link #CANDUMP} has logged. */
  CANPLAYER("canplayer", "can-utils"),
  /** Sends a message of ISO-TP. */
  ISOTPSEND("isotpsend", "can-utils"),
  /** Receives messages of ISO-TP. */
  ISOTPRECV("isotprecv", "can-utils"),
  /** Sends and receives messages of J1939. */
  TESTJ1939("testj1939", "can-utils"),
  /** Claims an address of J1939. */
  J1939ACD("j1939acd", "can-utils"),
  /** Reads captures of networks. */
  TSHARK("tshark", "tshark");

  private final String command;
  private final String debianPackage;

  Tool(String command, String debianPackage) {
    this.command = command;
    this.debianPackage = debianPackage;
  }

  /**
   * Finds the program, or ends the test.
   *
   * @return its file
   * @throws TestAbortedException if it is not installed, so that the test is skipped
   * @throws AssertionError if it is not installed and {@code -Dsockets4j.require.tools} asks for it
   */
  public String require() {
    Optional<Path> file = find(command);
    if (file.isPresent()) {
      return file.get().toString();
    }
    String remedy =
        "'%s' is not installed; on Debian or Ubuntu: apt-get install %s"
            .formatted(command, debianPackage);
    Requirement.TOOLS.failIfRequired(command, remedy);
    throw new TestAbortedException(remedy);
  }

  /** Finds a program as a shell does. */
  static Optional<Path> find(String command) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
