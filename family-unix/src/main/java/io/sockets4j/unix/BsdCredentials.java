package io.sockets4j.unix;

import java.util.List;

/**
 * Who is at the other end, as macOS and FreeBSD tell. The kernel vouches for it.
 *
 * <pre>{@code
 * BsdCredentials peer = connection.getOption(UnixOptions.LOCAL_PEERCRED);
 * if (peer.effectiveUid() != 0) {
 *   connection.close();
 * }
 * }</pre>
 *
 * <p>Not each of the structures has each of the numbers: -1 stands for what is not told.
 *
 * @param pid the number of the process
 * @param uid the number of the real user
 * @param effectiveUid the number of the effective user
 * @param gid the number of the real group
 * @param effectiveGid the number of the effective group
 * @param groups the groups, as many as the structure holds: 16 on macOS, and where FreeBSD has a
 *     fixed length
 */
public record BsdCredentials(
    int pid, long uid, long effectiveUid, long gid, long effectiveGid, List<Long> groups) {
  /** What stands for a number that is not told. */
  static final int UNKNOWN = -1;

  /** Copies the list. */
  public BsdCredentials {
    groups = List.copyOf(groups);
  }
}
