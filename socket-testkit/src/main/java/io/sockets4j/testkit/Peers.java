package io.sockets4j.testkit;

import io.sockets4j.BsdSocket;
import java.util.Objects;

/**
 * Two sockets that are connected to each other.
 *
 * @param near the one that connected
 * @param far the other one
 */
public record Peers(BsdSocket<?> near, BsdSocket<?> far) {
  /** Refuses null. */
  public Peers {
    Objects.requireNonNull(near, "near");
    Objects.requireNonNull(far, "far");
  }
}
