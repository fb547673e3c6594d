package io.sockets4j.testkit.relay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.TestIdentifier;

/**
 * What happened to a test in another place, on its way here as a line of text.
 *
 * @param what what happened
 * @param test to which test or group of tests
 * @param text the reason of a skip, or what was reported
 * @param failure why it failed or was aborted
 */
record Event(What what, TestIdentifier test, @Nullable String text, @Nullable Throwable failure)
    implements Serializable {

  /** What may happen. */
  enum What {
    STARTED,
    REPORTED,
    SKIPPED,
    ABORTED,
    FAILED,
    SUCCEEDED
  }

  /** Tells such lines from what tests write. */
  private static final String MARK = "@sockets4j.relay ";

  /** The text, which skips and reports have. */
  String reason() {
    return Objects.requireNonNullElse(text, "");
  }

  /** As a line; what cannot travel of a failure arrives as its stack trace. */
  String toLine() {
    try {
      return MARK + Base64.getEncoder().encodeToString(serialize(this));
    } catch (NotSerializableException e) {
      return new Event(what, test, text, ForeignFailure.of(failure)).toLine();
    } catch (IOException e) {
      throw new IllegalStateException("cannot describe " + this, e);
    }
  }

  private static byte[] serialize(Event event) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(event);
    }
    return bytes.toByteArray();
  }

  /** What a line says; empty if it is something else. */
  static Optional<Event> fromLine(String line) {
    if (!line.startsWith(MARK)) {
      return Optional.empty();
    }
    byte[] bytes = Base64.getDecoder().decode(line.substring(MARK.length()));
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return Optional.of((Event) in.readObject());
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("cannot read " + line, e);
    }
  }
}
