package io.sockets4j.internal;

import java.io.IOException;
import java.util.function.IntUnaryOperator;

/** Waits until a socket is ready, in the manner of a call: poll(2). */
public final class Polling {
  private static final NativeSocket.Attempt<Polling> ATTEMPT = Polling::once;

  private final int events;
  private final IntUnaryOperator meaning;

  /**
   * What to wait for.
   *
   * @param events the bits of poll(2)
   * @param meaning what those bits mean that hold; 0 if nothing, and then it goes on waiting
   */
  public Polling(int events, IntUnaryOperator meaning) {
    this.events = events;
    this.meaning = meaning;
  }

  /**
   * Waits as the mode and the timeout of a socket say.
   *
   * @return the meaning, {@link NativeSocket#UNAVAILABLE}, {@link NativeSocket#TIMED_OUT} or -errno
   */
  public long await(NativeSocket socket) throws IOException {
    return socket.call(ATTEMPT, this, 0, events);
  }

  /**
   * Waits for some time, whatever the mode of the socket.
   *
   * @param nanos how long; 0 to look only
   * @return as {@link #await(NativeSocket)}
   */
  public long await(NativeSocket socket, long nanos) throws IOException {
    return nanos == 0
        ? socket.call(ATTEMPT, this, Abi.MSG_DONTWAIT, events)
        : socket.call(ATTEMPT, this, 0, events, socket.begin(nanos));
  }

  private static long once(NativeSocket socket, Polling polling, int flags) {
    int ready = PollOnce.poll(socket.fd(), polling.events);
    int meaning = ready == 0 ? 0 : polling.meaning.applyAsInt(ready);
    return meaning == 0 ? -Abi.EAGAIN : meaning;
  }
}
