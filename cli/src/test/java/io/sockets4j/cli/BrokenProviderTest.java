package io.sockets4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.sockets4j.spi.FamilyProvider;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Program.Result;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules of families that are not right are reported, and keep nothing else from working. */
class BrokenProviderTest {
  private static final String RIVAL =
      """
      package rival;

      import io.sockets4j.os.*;
      import io.sockets4j.spi.*;
      import java.net.*;
      import java.nio.ByteBuffer;
      import java.util.List;

      public final class RivalProvider implements FamilyProvider {
        @Override
        public List<AddressFamily<?>> families() {
          return List.of(new Rival());
        }

        static final class Rival extends AddressFamily<UnknownSocketAddress> {
          Rival() {
            super(SystemConstant.named("AF_RIVAL").everywhere(1), UnknownSocketAddress.class);
          }

          @Override
          public int encode(SocketAddress a, ByteBuffer b, SocketType t, Protocol p) {
            return 2;
          }

          @Override
          public UnknownSocketAddress decode(ByteBuffer b, SocketType t, Protocol p) {
            return null;
          }

          @Override
          public List<SocketKind> kinds() {
            return List.of();
          }
        }
      }
      """;

  private final String classPath;

  BrokenProviderTest(@TempDir Path folder) throws Exception {
    Path source = Files.writeString(folder.resolve("RivalProvider.java"), RIVAL);
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    String own = System.getProperty("java.class.path");
    int status =
        compiler.run(
            null, null, null, "-proc:none", "-cp", own, "-d", folder.toString(), source.toString());
    assertThat(status).isZero();
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(FamilyProvider.class.getName()),
        "rival.NoSuchProvider\nrival.RivalProvider\n");
    // At the end: who comes first has the number.
    classPath = own + File.pathSeparator + folder;
  }

  private Result probe(String... options) throws Exception {
    List<String> command = Program.java(classPath, Main.class.getName(), "probe");
    command.addAll(List.of(options));
    try (Program program = Program.start(command, null, null)) {
      return program.finish();
    }
  }

  @Test
  void tableReportsThem() throws Exception {
    Result result = probe();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .containsPattern("AF_UNIX +SOCK_STREAM .* works ")
        .containsPattern("AF_INET +SOCK_STREAM .* works ")
        .containsPattern("not installed: .*NoSuchProvider")
        .containsPattern(
            "not installed: AF_RIVAL of rival.RivalProvider: claims number 1, .*AF_UNIX");
    assertThat(result.status()).isZero();
  }

  @Test
  void jsonReportsThem() throws Exception {
    Result result = probe("--json", "unix");
    assertThat(result.status()).isZero();
    Map<String, Object> report = JSON.std.mapFrom(result.out());
    assertThat((List<?>) report.get("kinds")).hasSize(3);
    assertThat((List<?>) report.get("problems"))
        .hasSize(2)
        .allSatisfy(
            problem -> assertThat(((Map<?, ?>) problem).keySet()).hasToString("[what, why]"));
  }
}
