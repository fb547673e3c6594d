package io.sockets4j.cli;

import io.sockets4j.cli.spi.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;

/** What the commands of other modules get of this one. */
record CommandConsole(Main main) implements Console {

  @Override
  public int read(ByteBuffer target) throws IOException {
    return main.streams().read(target);
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    main.streams().write(source);
  }

  @Override
  public PrintWriter err() {
    return main.streams().err();
  }

  @Override
  public boolean isVerbose() {
    return main.isVerbose();
  }

  @Override
  public boolean isTerminal() {
    try {
      return Shell.says("test -t 1");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
