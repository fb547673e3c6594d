package io.sockets4j.cli.can;

import io.sockets4j.cli.spi.Console;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where candump puts the frames: standard output, a log file, a capture file. */
final class Output implements AutoCloseable {
  private static final int MOST_BUFFERED = 64 * 1024;
  private static final char[] ANIMATION = {'|', '/', '-', '\\'};

  private final Console console;
  private final Screen screen;
  private final @Nullable ScreenLine line;
  private final boolean direction;
  private final List<Closeable> files = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private @Nullable BufferedWriter log;
  private @Nullable PcapngWriter capture;
  private int nameWidth;
  private int animated;

  /** What standard output gets. */
  enum Screen {
    /** Lines for people. */
    FRAMES,
    /** Lines of a log file. */
    LOG,
    /** A sign of life. */
    ANIMATION,
    /** Nothing. */
    NOTHING
  }

  /**
   * Makes one that has no files yet.
   *
   * @param direction whether the lines of log files tell of it
   */
  Output(Console console, Screen screen, ScreenLine.Options options, boolean direction) {
    this.console = console;
    this.screen = screen;
    this.line = screen == Screen.FRAMES ? new ScreenLine(options) : null;
    this.direction = direction;
  }

  /** Writes a log file as well. */
  void addLog(Path file) throws IOException {
    BufferedWriter opened = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    files.add(opened);
    log = opened;
  }

  /** Writes a capture file as well. */
  void addCapture(Path file) throws IOException {
    PcapngWriter opened = PcapngWriter.create(file);
    files.add(opened);
    capture = opened;
  }

  /** Tells of an interface before anything comes from it. */
  void addInterface(FrameSource source) throws IOException {
    nameWidth = Math.max(nameWidth, source.interfaceName().length());
    if (capture != null && !source.isAny()) {
      capture.addInterface(source.interfaceName());
    }
  }

  /** Writes a frame, which may stay in memory until {@link #flush}. */
  void write(Arrival arrival) throws IOException {
    nameWidth = Math.max(nameWidth, arrival.interfaceName().length());
    String logLine =
        log != null || screen == Screen.LOG
            ? arrival.toLogLine(direction).format(nameWidth) + '\n'
            : "";
    if (log != null) {
      log.write(logLine);
    }
    if (capture != null) {
      capture.write(arrival.interfaceName(), arrival.time(), arrival.frame(), sent(arrival));
    }
    switch (screen) {
      case FRAMES -> {
        if (line != null) {
          text.append(line.format(arrival, nameWidth)).append('\n');
        }
      }
      case LOG -> text.append(logLine);
      case ANIMATION -> text.append(ANIMATION[animated++ % ANIMATION.length]).append('\b');
      case NOTHING -> {}
    }
    if (text.length() > MOST_BUFFERED) {
      flushText();
    }
  }

  private static @Nullable Boolean sent(Arrival arrival) {
    return switch (arrival.direction()) {
      case UNKNOWN -> null;
      case RECEIVED -> false;
      case SENT -> true;
    };
  }

  /** Tells that frames were lost before the next one. */
  void writeLost(long frames, long total, FrameSource source) throws IOException {
    String message =
        "DROPCOUNT: dropped %s CAN frame%s on '%s' socket (total drops %s)\n"
            .formatted(frames, frames > 1 ? "s" : "", source.text(), total);
    if (log != null) {
      log.write(message);
    }
    if (screen != Screen.NOTHING) {
      text.append(message);
    }
  }

  /** Writes what is in memory. */
  void flush() throws IOException {
    if (log != null) {
      log.flush();
    }
    if (capture != null) {
      capture.flush();
    }
    flushText();
  }

  private void flushText() throws IOException {
    if (!text.isEmpty()) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
      text.setLength(0);
      console.write(bytes);
    }
  }

  /** Writes what is in memory, and closes the files. */
  @Override
  public void close() throws IOException {
    try {
      flushText();
    } finally {
      Closing.all(files);
    }
  }
}
