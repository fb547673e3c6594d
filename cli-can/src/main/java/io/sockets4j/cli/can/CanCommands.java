package io.sockets4j.cli.can;

import io.sockets4j.cli.spi.CommandProvider;
import io.sockets4j.cli.spi.Console;
import java.util.List;

/** The commands for CAN. */
public final class CanCommands implements CommandProvider {

  /** For ServiceLoader. */
  public CanCommands() {}

  @Override
  public List<Object> commands(Console console) {
    return List.of(
        new CandumpCommand(console),
        new CansendCommand(),
        new CangenCommand(console),
        new CanplayerCommand(console));
  }
}
