package io.sockets4j.cli.can;

import io.sockets4j.can.CanFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends frames. */
@Command(
    name = "cansend",
    header = "Send frames through a CAN interface.",
    description = {
      "",
      "A FRAME is written as for cansend of can-utils, in hexadecimal digits. Classic: 123#DEADBEEF"
          + " or 123#DE.AD.BE.EF with the identifier 123, or 12345678#00 with an extended one;"
          + " 123#R4 asks for a frame of 4 bytes; 123#1122334455667788_E has a length code (DLC)."
          + " CAN FD: 123##1.11.22 where a digit of flags, 1 BRS and 2 ESI, comes before the data."
          + " CAN XL: 45123#81:00:12345678#11.22 with VCID, priority, flags, SDU type and"
          + " acceptance field.",
      "",
      "  sockets4j cansend vcan0 123#DEADBEEF",
      "  sockets4j cansend vcan0 5A1#11.2233.44556677.88 1F334455##3.00"
    })
final class CansendCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "INTERFACE", description = "Where the frames go.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String interfaceName;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FRAME",
      description = "The frames, which are sent in this order.")
  private List<String> texts = List.of();

  @Option(
      names = {"-p", "--patience"},
      paramLabel = "MS",
      defaultValue = "1000",
      description = "How long to wait while the queue is full (default: ${DEFAULT-VALUE}).")
  private long patience;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Arguments.atLeast(spec, "-p", 1, patience);
    String name = Arguments.read(spec, interfaceName, FrameSource::interfaceName);
    List<CanFrame> frames = new ArrayList<>();
    for (String text : texts) {
      frames.add(Arguments.read(spec, text, FrameText::parse));
    }
    try (FrameSender sender = FrameSender.open(name, true, Duration.ofMillis(patience))) {
      for (CanFrame frame : frames) {
        sender.send(frame);
      }
    }
    return 0;
  }
}
