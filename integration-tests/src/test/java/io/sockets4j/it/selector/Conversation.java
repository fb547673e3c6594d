package io.sockets4j.it.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/**
 * What goes to a registered socket: always the same message, which no other conversation has, so
 * that whatever else comes shows. One thread says what is sent and waits until it has come; those
 * that select take it.
 */
final class Conversation {
  private final SelectableChannel channel;
  private final byte[] message;

  private long sent; // of the thread that sends
  private long received; // guarded by this
  private @Nullable Throwable failure; // guarded by this
  private boolean ending; // guarded by this

  Conversation(SelectableChannel channel, byte[] message) {
    this.channel = channel;
    this.message = message;
  }

  /** The socket that receives. */
  SelectableChannel channel() {
    return channel;
  }

  byte[] message() {
    return message;
  }

  /** Takes note that the message is being sent once more. */
  void sends() {
    sent += message.length;
  }

  /** Takes note of what has come, which may be parts of messages. */
  synchronized void came(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte expected = message[(int) (received % message.length)];
      byte found = bytes.get();
      if (found != expected) {
        failed(new AssertionError("byte %d is %d, not %d".formatted(received, found, expected)));
      }
      received++;
    }
    notifyAll();
  }

  /** Takes note of an error, or of the end; from {@link #end} on there may be one. */
  synchronized void failed(Throwable e) {
    if (!ending && failure == null) {
      failure = e;
      notifyAll();
    }
  }

  /** From now on it may break off. */
  synchronized void end() {
    ending = true;
  }

  /** Waits until all that was sent has come. */
  synchronized void awaitAll() throws InterruptedException {
    long deadline = System.nanoTime() + Deadline.LENGTH.toNanos();
    while (received < sent && failure == null) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      wait(left / 1_000_000 + 1);
    }
    assertThat(failure).as("of %s", this).isNull();
    assertThat(received).as("bytes seen of what was sent to %s", channel).isEqualTo(sent);
  }

  @Override
  public String toString() {
    return "conversation with " + channel;
  }
}
