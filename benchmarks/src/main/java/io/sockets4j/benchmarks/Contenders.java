package io.sockets4j.benchmarks;

import io.sockets4j.benchmarks.entrant.JmhEntrant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All who take part on this machine. */
final class Contenders {
  private static final Set<String> SOCKET = Set.of("request-response", "virtual-threads");

  private static final Set<String> NOT_CAN =
      Row.all().stream().map(row -> row.task().work()).collect(Collectors.toUnmodifiableSet());

  private final List<Contender> all = new ArrayList<>();
  private final Path c;
  private final String classPath;

  private Contenders(Path c, String classPath) {
    this.c = c;
    this.classPath = classPath;
  }

  /**
   * The contenders.
   *
   * @param c the program of C
   * @param python the program of Python
   * @param classPath of those in a JVM; ours are there as jars, since the binding for newer JDKs is
   *     seen in a jar alone
   */
  static List<Contender> all(Path c, Path python, String classPath) throws IOException {
    Contenders contenders = new Contenders(c, classPath);
    contenders.all.add(new Contender("c", "C", "c", List.of(c.toString()), Set.of()));
    List<Jdk> jdks = Jdk.find();
    Jdk oldest = jdks.get(0);
    Jdk newest = jdks.get(jdks.size() - 1);
    if (newest.feature() >= 22) {
      contenders.jvm("ffm", newest, "sockets4j FFM", Set.of(), "ours", "ffm");
    }
    contenders.jvm("jna", oldest, "sockets4j JNA", Set.of(), "ours", "jna");
    contenders.jvm("jdk", oldest, "channels", NOT_CAN, "jdk");
    contenders.jvm("socket", oldest, "java.net.Socket", SOCKET, "socket");
    if (newest.feature() > oldest.feature()) {
      contenders.jvm("jna-newest", newest, "sockets4j JNA", Set.of(), "ours", "jna");
      contenders.jvm("jdk-newest", newest, "channels", NOT_CAN, "jdk");
      contenders.jvm("socket-newest", newest, "java.net.Socket", SOCKET, "socket");
    }
    contenders.jvm("junixsocket", newest, "junixsocket", NOT_CAN, "junixsocket");
    contenders.jvm("javacan", newest, "JavaCAN", Set.of("can"), "javacan");
    contenders.jvm("netty", newest, "Netty epoll", NOT_CAN, "netty");
    contenders.all.add(
        new Contender(
            "python",
            "Python",
            "python",
            List.of("python3", python.toString(), c.toString()),
            Set.of()));
    return contenders.all;
  }

  /** With as little else as can be that would run while another has the turn. */
  private void jvm(String role, Jdk jdk, String title, Set<String> works, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                jdk.java().toString(),
                "-XX:+UseSerialGC",
                "-Xms256m",
                "-Xmx1g",
                "-Djmh.ignoreLock=true",
                "-Dbenchmarks.c=" + c,
                "-Djava.net.preferIPv4Stack=true"));
    if (jdk.feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    if (arguments.length > 1) {
      command.add("-Dsockets4j.native=" + arguments[1]);
    }
    command.addAll(List.of("-cp", classPath, JmhEntrant.class.getName()));
    command.addAll(List.of(arguments));
    String id = role.replace("-newest", "") + "-" + jdk.feature();
    all.add(new Contender(id, title + ", JDK " + jdk.feature(), role, command, works));
  }
}
