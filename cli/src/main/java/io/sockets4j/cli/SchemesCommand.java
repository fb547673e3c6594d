package io.sockets4j.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the spellings of addresses. */
@Command(
    name = "schemes",
    header = "List how addresses are written.",
    description = {
      "",
      "The installed families contribute these spellings; listen, connect and echo take them, and"
          + " those of SOCK_RAW the commands of their own families."
    })
final class SchemesCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() {
    TextColumns columns = new TextColumns("SCHEME", "FAMILY", "TYPE", "ADDRESS");
    Endpoint.schemes()
        .forEach(
            installed ->
                columns.add(
                    List.of(
                        installed.scheme().name(),
                        installed.family().name(),
                        installed.scheme().type().name(),
                        installed.scheme().syntax())));
    spec.commandLine().getOut().print(columns);
    spec.commandLine().getOut().flush();
    return Main.OK;
  }
}
