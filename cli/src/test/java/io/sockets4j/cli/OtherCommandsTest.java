package io.sockets4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockets4j.cli.spi.CommandProvider;
import io.sockets4j.testkit.Program;
import io.sockets4j.testkit.Program.Result;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that other modules provide. */
class OtherCommandsTest {

  @Test
  void theirHelpIsAsThatOfOurs() throws Exception {
    assertThat(InProcess.run("--help").out()).contains("candump", "cansend", "cangen", "canplayer");
    Result result = InProcess.run("candump", "--help");
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains("Usage: sockets4j candump", "--verbose", "Exit status:")
        .contains("INTERFACE[,FILTER...]");
  }

  @Test
  void theyFailAsOursDo() throws Exception {
    Result misuse = InProcess.run("cansend", "vcan0", "12#");
    assertThat(misuse.status()).isEqualTo(2);
    assertThat(misuse.err()).startsWith("sockets4j: '12#', from character 1 on").hasLineCount(2);
    Result failure = InProcess.run("cansend", "nosuch0", "123#");
    assertThat(failure.status()).isEqualTo(1);
    assertThat(failure.err()).startsWith("sockets4j: ").contains("nosuch0").hasLineCount(1);
    assertThat(InProcess.run("cansend", "-v", "nosuch0", "123#").err()).contains("\tat ");
  }

  @Test
  void oneThatCannotBeHadKeepsNoneFromWorking(@TempDir Path folder) throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(CommandProvider.class.getName()), "rival.NoSuchCommands\n");
    String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
    try (Program program =
        Program.start(Program.java(classPath, Main.class.getName(), "--help"), null, null)) {
      Result result = program.finish();
      assertThat(result.status()).isZero();
      assertThat(result.err()).contains("adds no command", "rival.NoSuchCommands").hasLineCount(1);
      assertThat(result.out()).contains("probe", "candump");
    }
  }
}
