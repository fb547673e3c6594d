package io.sockets4j.unix;

import static io.sockets4j.os.SocketConstants.SOL_SOCKET;

import io.sockets4j.os.ControlConstants;
import io.sockets4j.spi.ControlType;
import io.sockets4j.spi.OptionCodecs;
import java.util.List;

/**
 * The control messages of UNIX sockets, descriptors aside ({@link
 * io.sockets4j.Message#addDescriptor(int)}): who sent a message. See <a
 * href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>.
 *
 * <pre>{@code
 * socket.setOption(UnixOptions.SO_PASSCRED, true);
 * Message message = new Message(buffer).roomForControl(UnixControlTypes.SCM_CREDENTIALS);
 * socket.receiveMessage(message);
 * Credentials sender = message.get(UnixControlTypes.SCM_CREDENTIALS);
 * }</pre>
 */
public final class UnixControlTypes {
  /** What SO_PASSSEC gives at the most: a page. */
  private static final int LABEL_CAPACITY = 4096;

  /**
   * The credentials of the sender: those that it claims, which the kernel checks, or else its
   * process, real user and real group. To be received, it takes {@link UnixOptions#SO_PASSCRED}.
   *
   * <p>Who claims another process than its own must have CAP_SYS_ADMIN, another user than its real,
   * effective or saved one CAP_SETUID, and another group CAP_SETGID: EPERM otherwise, ESRCH where
   * there is no such process. Linux.
   */
  public static final ControlType<Credentials> SCM_CREDENTIALS =
      ControlType.of(SOL_SOCKET, ControlConstants.SCM_CREDENTIALS, new Credentials.Codec());

  /**
   * The descriptor of the sender's process: to make room for it. It is {@linkplain
   * io.sockets4j.Message#takePidfd taken}, never read as a number, and cannot be sent. It takes
   * {@link UnixOptions#SO_PASSPIDFD}. Linux.
   */
  public static final ControlType<Integer> SCM_PIDFD =
      ControlType.of(SOL_SOCKET, ControlConstants.SCM_PIDFD, OptionCodecs.INT);

  /**
   * The security label of the sender. It cannot be sent, and takes {@link UnixOptions#SO_PASSSEC}.
   * Linux.
   */
  public static final ControlType<String> SCM_SECURITY =
      ControlType.of(
          SOL_SOCKET, ControlConstants.SCM_SECURITY, OptionCodecs.string(LABEL_CAPACITY));

  /**
   * The credentials of a sender that adds such a message: the kernel fills it in, whatever it held.
   * {@code struct cmsgcred}. FreeBSD; macOS has the number alone.
   */
  public static final ControlType<BsdCredentials> SCM_CREDS =
      ControlType.of(SOL_SOCKET, ControlConstants.SCM_CREDS, BsdCredentialCodecs.CMSGCRED);

  /**
   * The credentials of the sender, on a socket with {@link UnixOptions#LOCAL_CREDS}: the same
   * number as {@link #SCM_CREDS}, but {@code struct sockcred}. It cannot be sent. FreeBSD.
   */
  public static final ControlType<BsdCredentials> SCM_CREDS_OF_RECEIVER =
      ControlType.of(SOL_SOCKET, ControlConstants.SCM_CREDS, BsdCredentialCodecs.SOCKCRED);

  /**
   * The credentials of the sender, on a socket with {@link UnixOptions#LOCAL_CREDS_PERSISTENT}. It
   * cannot be sent. FreeBSD 13.
   */
  public static final ControlType<BsdCredentials> SCM_CREDS2 =
      ControlType.of(SOL_SOCKET, ControlConstants.SCM_CREDS2, BsdCredentialCodecs.SOCKCRED2);

  private static final List<ControlType<?>> ALL =
      List.of(
          SCM_CREDENTIALS, SCM_PIDFD, SCM_SECURITY, SCM_CREDS, SCM_CREDS_OF_RECEIVER, SCM_CREDS2);

  private UnixControlTypes() {}

  /** Those that any platform has. */
  static List<ControlType<?>> all() {
    return ALL;
  }
}
