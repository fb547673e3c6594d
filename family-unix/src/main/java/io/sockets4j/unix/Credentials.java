package io.sockets4j.unix;

import static io.sockets4j.unix.UnixStructs.UCRED;
import static io.sockets4j.unix.UnixStructs.UCRED_GID;
import static io.sockets4j.unix.UnixStructs.UCRED_PID;
import static io.sockets4j.unix.UnixStructs.UCRED_UID;

import io.sockets4j.BsdSocket;
import io.sockets4j.SocketPair;
import io.sockets4j.os.SocketType;
import io.sockets4j.spi.OptionCodec;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Who is at the other end, as Linux tells: {@code struct ucred} of <a
 * href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>. The kernel vouches for it.
 *
 * <pre>{@code
 * Credentials peer = connection.getOption(UnixOptions.SO_PEERCRED);
 * if (peer.uid() != Credentials.ofThisProcess().uid()) {
 *   connection.close();
 * }
 * }</pre>
 *
 * <p>Processes of another namespace are seen as this one sees them: a process that it does not see
 * has the number 0, a user or group that it does not know 65534 (user_namespaces(7)). By the time
 * that one looks, the process may be gone, and its number another's: {@link
 * UnixOptions#SO_PEERPIDFD} does not have this weakness.
 *
 * @param pid the number of the process, 0 or more
 * @param uid the number of the user, 0 to 4,294,967,295, which is for none
 * @param gid the number of the group, likewise
 */
public record Credentials(int pid, long uid, long gid) {
  /**
   * Takes the numbers as they are. Whether they may be claimed is for the kernel to say.
   *
   * @throws IllegalArgumentException if one of them is out of range
   */
  public Credentials {
    if (pid < 0) {
      throw new IllegalArgumentException("process " + pid + " is negative");
    }
    requireId("user", uid);
    requireId("group", gid);
  }

  /** A uid_t or gid_t, which are of 32 bits without a sign. */
  private static void requireId(String what, long id) {
    if (id < 0 || id > 0xffff_ffffL) {
      throw new IllegalArgumentException(what + " " + id + " is not in 0 to 4294967295");
    }
  }

  /**
   * Those of this process: its number, effective user and effective group, which any process may
   * claim.
   *
   * @return what a socket of this process tells its peer
   * @throws IOException if no socket can be opened
   * @throws UnsupportedOperationException on other systems than Linux
   */
  public static Credentials ofThisProcess() throws IOException {
    try (SocketPair<UnixAddress> pair = BsdSocket.pair(UnixFamily.AF_UNIX, SocketType.STREAM)) {
      return pair.first().getOption(UnixOptions.SO_PEERCRED);
    }
  }

  /** struct ucred. */
  static final class Codec implements OptionCodec<Credentials> {
    @Override
    public int capacity() {
      return UCRED.size();
    }

    @Override
    public int encode(Credentials value, ByteBuffer memory) {
      UCRED_PID.putInt(memory, 0, value.pid);
      UCRED_UID.putUnsigned(memory, 0, value.uid);
      UCRED_GID.putUnsigned(memory, 0, value.gid);
      return UCRED.size();
    }

    @Override
    public Credentials decode(ByteBuffer memory) {
      if (memory.limit() < UCRED.size()) {
        throw new IllegalArgumentException(memory.limit() + " bytes are no struct ucred");
      }
      return new Credentials(
          UCRED_PID.getInt(memory, 0),
          UCRED_UID.getUnsigned(memory, 0),
          UCRED_GID.getUnsigned(memory, 0));
    }
  }
}
