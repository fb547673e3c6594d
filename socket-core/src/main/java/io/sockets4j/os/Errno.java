package io.sockets4j.os;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a system call failed: a number of <a
 * href="https://man7.org/linux/man-pages/man3/errno.3.html">errno(3)</a> with its name.
 *
 * <pre>{@code
 * if (Errno.ECONNREFUSED.is(number)) ...
 * Errno.of(number).toString(); // "ECONNREFUSED (Connection refused)"
 * }</pre>
 *
 * <p>An open value type: {@link #of(int)} takes any number, and two are equal if their numbers are
 * the same on the current platform. So {@link #ENOTSUP} equals {@link #EOPNOTSUPP} on Linux and on
 * FreeBSD, but not on macOS. The descriptions are those of Linux's C library, in English
 * everywhere.
 */
@CHeaders("errno.h")
public final class Errno extends OpenValue {
  /** Every constant, in the order of its declaration; must stand before them. */
  private static final List<Errno> DECLARED = new ArrayList<>();

  /** In the columns below: the system does not have this error. */
  private static final int NO = -1;

  // The columns: name, number on Linux, on macOS, on FreeBSD, description.
  // Linux: asm-generic/errno.h; macOS: xnu bsd/sys/errno.h; FreeBSD: sys/sys/errno.h.
  // Of two that share a number, the one to be found by the number comes first.

  /** Operation not permitted. */
  public static final Errno EPERM = errno("EPERM", 1, 1, 1, "Operation not permitted");

  /** No such file or directory. */
  public static final Errno ENOENT = errno("ENOENT", 2, 2, 2, "No such file or directory");

  /** No such process. */
  public static final Errno ESRCH = errno("ESRCH", 3, 3, 3, "No such process");

  /** Interrupted system call. */
  public static final Errno EINTR = errno("EINTR", 4, 4, 4, "Interrupted system call");

  /** Input/output error. */
  public static final Errno EIO = errno("EIO", 5, 5, 5, "Input/output error");

  /** No such device or address. */
  public static final Errno ENXIO = errno("ENXIO", 6, 6, 6, "No such device or address");

  /** Argument list too long. */
  public static final Errno E2BIG = errno("E2BIG", 7, 7, 7, "Argument list too long");

  /** Exec format error. */
  public static final Errno ENOEXEC = errno("ENOEXEC", 8, 8, 8, "Exec format error");

  /** Bad file descriptor. */
  public static final Errno EBADF = errno("EBADF", 9, 9, 9, "Bad file descriptor");

  /** No child processes. */
  public static final Errno ECHILD = errno("ECHILD", 10, 10, 10, "No child processes");

  /** The call would have to wait; the system's text is "Resource temporarily unavailable". */
  public static final Errno EAGAIN =
      errno("EAGAIN", 11, 35, 35, "Resource temporarily unavailable");

  /** The same as {@link #EAGAIN} on all platforms. */
  public static final Errno EWOULDBLOCK =
      errno("EWOULDBLOCK", 11, 35, 35, "Resource temporarily unavailable");

  /** Cannot allocate memory. */
  public static final Errno ENOMEM = errno("ENOMEM", 12, 12, 12, "Cannot allocate memory");

  /** Permission denied. */
  public static final Errno EACCES = errno("EACCES", 13, 13, 13, "Permission denied");

  /** Bad address. */
  public static final Errno EFAULT = errno("EFAULT", 14, 14, 14, "Bad address");

  /** Block device required. */
  public static final Errno ENOTBLK = errno("ENOTBLK", 15, 15, 15, "Block device required");

  /** Device or resource busy. */
  public static final Errno EBUSY = errno("EBUSY", 16, 16, 16, "Device or resource busy");

  /** File exists. */
  public static final Errno EEXIST = errno("EEXIST", 17, 17, 17, "File exists");

  /** Invalid cross-device link. */
  public static final Errno EXDEV = errno("EXDEV", 18, 18, 18, "Invalid cross-device link");

  /** No such device. */
  public static final Errno ENODEV = errno("ENODEV", 19, 19, 19, "No such device");

  /** Not a directory. */
  public static final Errno ENOTDIR = errno("ENOTDIR", 20, 20, 20, "Not a directory");

  /** Is a directory. */
  public static final Errno EISDIR = errno("EISDIR", 21, 21, 21, "Is a directory");

  /** Invalid argument. */
  public static final Errno EINVAL = errno("EINVAL", 22, 22, 22, "Invalid argument");

  /** Too many open files in system. */
  public static final Errno ENFILE = errno("ENFILE", 23, 23, 23, "Too many open files in system");

  /** Too many open files. */
  public static final Errno EMFILE = errno("EMFILE", 24, 24, 24, "Too many open files");

  /** Inappropriate ioctl for device. */
  public static final Errno ENOTTY = errno("ENOTTY", 25, 25, 25, "Inappropriate ioctl for device");

  /** Text file busy. */
  public static final Errno ETXTBSY = errno("ETXTBSY", 26, 26, 26, "Text file busy");

  /** File too large. */
  public static final Errno EFBIG = errno("EFBIG", 27, 27, 27, "File too large");

  /** No space left on device. */
  public static final Errno ENOSPC = errno("ENOSPC", 28, 28, 28, "No space left on device");

  /** Illegal seek. */
  public static final Errno ESPIPE = errno("ESPIPE", 29, 29, 29, "Illegal seek");

  /** Read-only file system. */
  public static final Errno EROFS = errno("EROFS", 30, 30, 30, "Read-only file system");

  /** Too many links. */
  public static final Errno EMLINK = errno("EMLINK", 31, 31, 31, "Too many links");

  /** Broken pipe. */
  public static final Errno EPIPE = errno("EPIPE", 32, 32, 32, "Broken pipe");

  /** Numerical argument out of domain. */
  public static final Errno EDOM = errno("EDOM", 33, 33, 33, "Numerical argument out of domain");

  /** Numerical result out of range. */
  public static final Errno ERANGE = errno("ERANGE", 34, 34, 34, "Numerical result out of range");

  /** Resource deadlock avoided. */
  public static final Errno EDEADLK = errno("EDEADLK", 35, 11, 11, "Resource deadlock avoided");

  /** The same as {@link #EDEADLK} on Linux. */
  public static final Errno EDEADLOCK = errno("EDEADLOCK", 35, NO, NO, "Resource deadlock avoided");

  /** File name too long. */
  public static final Errno ENAMETOOLONG = errno("ENAMETOOLONG", 36, 63, 63, "File name too long");

  /** No locks available. */
  public static final Errno ENOLCK = errno("ENOLCK", 37, 77, 77, "No locks available");

  /** Function not implemented. */
  public static final Errno ENOSYS = errno("ENOSYS", 38, 78, 78, "Function not implemented");

  /** Directory not empty. */
  public static final Errno ENOTEMPTY = errno("ENOTEMPTY", 39, 66, 66, "Directory not empty");

  /** Too many levels of symbolic links. */
  public static final Errno ELOOP = errno("ELOOP", 40, 62, 62, "Too many levels of symbolic links");

  /** No message of desired type. */
  public static final Errno ENOMSG = errno("ENOMSG", 42, 91, 83, "No message of desired type");

  /** Identifier removed. */
  public static final Errno EIDRM = errno("EIDRM", 43, 90, 82, "Identifier removed");

  /** Channel number out of range. */
  public static final Errno ECHRNG = errno("ECHRNG", 44, NO, NO, "Channel number out of range");

  /** Level 2 not synchronized. */
  public static final Errno EL2NSYNC = errno("EL2NSYNC", 45, NO, NO, "Level 2 not synchronized");

  /** Level 3 halted. */
  public static final Errno EL3HLT = errno("EL3HLT", 46, NO, NO, "Level 3 halted");

  /** Level 3 reset. */
  public static final Errno EL3RST = errno("EL3RST", 47, NO, NO, "Level 3 reset");

  /** Link number out of range. */
  public static final Errno ELNRNG = errno("ELNRNG", 48, NO, NO, "Link number out of range");

  /** Protocol driver not attached. */
  public static final Errno EUNATCH = errno("EUNATCH", 49, NO, NO, "Protocol driver not attached");

  /** No CSI structure available. */
  public static final Errno ENOCSI = errno("ENOCSI", 50, NO, NO, "No CSI structure available");

  /** Level 2 halted. */
  public static final Errno EL2HLT = errno("EL2HLT", 51, NO, NO, "Level 2 halted");

  /** Invalid exchange. */
  public static final Errno EBADE = errno("EBADE", 52, NO, NO, "Invalid exchange");

  /** Invalid request descriptor. */
  public static final Errno EBADR = errno("EBADR", 53, NO, NO, "Invalid request descriptor");

  /** Exchange full. */
  public static final Errno EXFULL = errno("EXFULL", 54, NO, NO, "Exchange full");

  /** No anode. */
  public static final Errno ENOANO = errno("ENOANO", 55, NO, NO, "No anode");

  /** Invalid request code. */
  public static final Errno EBADRQC = errno("EBADRQC", 56, NO, NO, "Invalid request code");

  /** Invalid slot. */
  public static final Errno EBADSLT = errno("EBADSLT", 57, NO, NO, "Invalid slot");

  /** Bad font file format. */
  public static final Errno EBFONT = errno("EBFONT", 59, NO, NO, "Bad font file format");

  /** Device not a stream. */
  public static final Errno ENOSTR = errno("ENOSTR", 60, 99, NO, "Device not a stream");

  /** No data available. */
  public static final Errno ENODATA = errno("ENODATA", 61, 96, NO, "No data available");

  /** Timer expired. */
  public static final Errno ETIME = errno("ETIME", 62, 101, NO, "Timer expired");

  /** Out of streams resources. */
  public static final Errno ENOSR = errno("ENOSR", 63, 98, NO, "Out of streams resources");

  /** Machine is not on the network. */
  public static final Errno ENONET = errno("ENONET", 64, NO, NO, "Machine is not on the network");

  /** Package not installed. */
  public static final Errno ENOPKG = errno("ENOPKG", 65, NO, NO, "Package not installed");

  /** Object is remote. */
  public static final Errno EREMOTE = errno("EREMOTE", 66, 71, 71, "Object is remote");

  /** Link has been severed. */
  public static final Errno ENOLINK = errno("ENOLINK", 67, 97, 91, "Link has been severed");

  /** Advertise error. */
  public static final Errno EADV = errno("EADV", 68, NO, NO, "Advertise error");

  /** Srmount error. */
  public static final Errno ESRMNT = errno("ESRMNT", 69, NO, NO, "Srmount error");

  /** Communication error on send. */
  public static final Errno ECOMM = errno("ECOMM", 70, NO, NO, "Communication error on send");

  /** Protocol error. */
  public static final Errno EPROTO = errno("EPROTO", 71, 100, 92, "Protocol error");

  /** Multihop attempted. */
  public static final Errno EMULTIHOP = errno("EMULTIHOP", 72, 95, 90, "Multihop attempted");

  /** RFS specific error. */
  public static final Errno EDOTDOT = errno("EDOTDOT", 73, NO, NO, "RFS specific error");

  /** Bad message. */
  public static final Errno EBADMSG = errno("EBADMSG", 74, 94, 89, "Bad message");

  /** Value too large for defined data type. */
  public static final Errno EOVERFLOW =
      errno("EOVERFLOW", 75, 84, 84, "Value too large for defined data type");

  /** Name not unique on network. */
  public static final Errno ENOTUNIQ = errno("ENOTUNIQ", 76, NO, NO, "Name not unique on network");

  /** File descriptor in bad state. */
  public static final Errno EBADFD = errno("EBADFD", 77, NO, NO, "File descriptor in bad state");

  /** Remote address changed. */
  public static final Errno EREMCHG = errno("EREMCHG", 78, NO, NO, "Remote address changed");

  /** Can not access a needed shared library. */
  public static final Errno ELIBACC =
      errno("ELIBACC", 79, NO, NO, "Can not access a needed shared library");

  /** Accessing a corrupted shared library. */
  public static final Errno ELIBBAD =
      errno("ELIBBAD", 80, NO, NO, "Accessing a corrupted shared library");

  /** .lib section in a.out corrupted. */
  public static final Errno ELIBSCN =
      errno("ELIBSCN", 81, NO, NO, ".lib section in a.out corrupted");

  /** Attempting to link in too many shared libraries. */
  public static final Errno ELIBMAX =
      errno("ELIBMAX", 82, NO, NO, "Attempting to link in too many shared libraries");

  /** Cannot exec a shared library directly. */
  public static final Errno ELIBEXEC =
      errno("ELIBEXEC", 83, NO, NO, "Cannot exec a shared library directly");

  /** Invalid or incomplete multibyte or wide character. */
  public static final Errno EILSEQ =
      errno("EILSEQ", 84, 92, 86, "Invalid or incomplete multibyte or wide character");

  /** Interrupted system call should be restarted. */
  public static final Errno ERESTART =
      errno("ERESTART", 85, NO, NO, "Interrupted system call should be restarted");

  /** Streams pipe error. */
  public static final Errno ESTRPIPE = errno("ESTRPIPE", 86, NO, NO, "Streams pipe error");

  /** Too many users. */
  public static final Errno EUSERS = errno("EUSERS", 87, 68, 68, "Too many users");

  /** Socket operation on non-socket. */
  public static final Errno ENOTSOCK =
      errno("ENOTSOCK", 88, 38, 38, "Socket operation on non-socket");

  /** Destination address required. */
  public static final Errno EDESTADDRREQ =
      errno("EDESTADDRREQ", 89, 39, 39, "Destination address required");

  /** Message too long. */
  public static final Errno EMSGSIZE = errno("EMSGSIZE", 90, 40, 40, "Message too long");

  /** Protocol wrong type for socket. */
  public static final Errno EPROTOTYPE =
      errno("EPROTOTYPE", 91, 41, 41, "Protocol wrong type for socket");

  /** Protocol not available. */
  public static final Errno ENOPROTOOPT =
      errno("ENOPROTOOPT", 92, 42, 42, "Protocol not available");

  /** Protocol not supported. */
  public static final Errno EPROTONOSUPPORT =
      errno("EPROTONOSUPPORT", 93, 43, 43, "Protocol not supported");

  /** Socket type not supported. */
  public static final Errno ESOCKTNOSUPPORT =
      errno("ESOCKTNOSUPPORT", 94, 44, 44, "Socket type not supported");

  /** Operation not supported on this socket. */
  public static final Errno EOPNOTSUPP =
      errno("EOPNOTSUPP", 95, 102, 45, "Operation not supported");

  /** Operation not supported; the same as {@link #EOPNOTSUPP} on Linux and FreeBSD. */
  public static final Errno ENOTSUP = errno("ENOTSUP", 95, 45, 45, "Operation not supported");

  /** Protocol family not supported. */
  public static final Errno EPFNOSUPPORT =
      errno("EPFNOSUPPORT", 96, 46, 46, "Protocol family not supported");

  /** Address family not supported by protocol. */
  public static final Errno EAFNOSUPPORT =
      errno("EAFNOSUPPORT", 97, 47, 47, "Address family not supported by protocol");

  /** Address already in use. */
  public static final Errno EADDRINUSE = errno("EADDRINUSE", 98, 48, 48, "Address already in use");

  /** Cannot assign requested address. */
  public static final Errno EADDRNOTAVAIL =
      errno("EADDRNOTAVAIL", 99, 49, 49, "Cannot assign requested address");

  /** Network is down. */
  public static final Errno ENETDOWN = errno("ENETDOWN", 100, 50, 50, "Network is down");

  /** Network is unreachable. */
  public static final Errno ENETUNREACH =
      errno("ENETUNREACH", 101, 51, 51, "Network is unreachable");

  /** Network dropped connection on reset. */
  public static final Errno ENETRESET =
      errno("ENETRESET", 102, 52, 52, "Network dropped connection on reset");

  /** Software caused connection abort. */
  public static final Errno ECONNABORTED =
      errno("ECONNABORTED", 103, 53, 53, "Software caused connection abort");

  /** Connection reset by peer. */
  public static final Errno ECONNRESET =
      errno("ECONNRESET", 104, 54, 54, "Connection reset by peer");

  /** No buffer space available. */
  public static final Errno ENOBUFS = errno("ENOBUFS", 105, 55, 55, "No buffer space available");

  /** Transport endpoint is already connected. */
  public static final Errno EISCONN =
      errno("EISCONN", 106, 56, 56, "Transport endpoint is already connected");

  /** Transport endpoint is not connected. */
  public static final Errno ENOTCONN =
      errno("ENOTCONN", 107, 57, 57, "Transport endpoint is not connected");

  /** Cannot send after transport endpoint shutdown. */
  public static final Errno ESHUTDOWN =
      errno("ESHUTDOWN", 108, 58, 58, "Cannot send after transport endpoint shutdown");

  /** Too many references: cannot splice. */
  public static final Errno ETOOMANYREFS =
      errno("ETOOMANYREFS", 109, 59, 59, "Too many references: cannot splice");

  /** Connection timed out. */
  public static final Errno ETIMEDOUT = errno("ETIMEDOUT", 110, 60, 60, "Connection timed out");

  /** Connection refused. */
  public static final Errno ECONNREFUSED = errno("ECONNREFUSED", 111, 61, 61, "Connection refused");

  /** Host is down. */
  public static final Errno EHOSTDOWN = errno("EHOSTDOWN", 112, 64, 64, "Host is down");

  /** No route to host. */
  public static final Errno EHOSTUNREACH = errno("EHOSTUNREACH", 113, 65, 65, "No route to host");

  /** Operation already in progress. */
  public static final Errno EALREADY =
      errno("EALREADY", 114, 37, 37, "Operation already in progress");

  /** Operation now in progress. */
  public static final Errno EINPROGRESS =
      errno("EINPROGRESS", 115, 36, 36, "Operation now in progress");

  /** Stale file handle. */
  public static final Errno ESTALE = errno("ESTALE", 116, 70, 70, "Stale file handle");

  /** Structure needs cleaning. */
  public static final Errno EUCLEAN = errno("EUCLEAN", 117, NO, NO, "Structure needs cleaning");

  /** Not a XENIX named type file. */
  public static final Errno ENOTNAM = errno("ENOTNAM", 118, NO, NO, "Not a XENIX named type file");

  /** No XENIX semaphores available. */
  public static final Errno ENAVAIL =
      errno("ENAVAIL", 119, NO, NO, "No XENIX semaphores available");

  /** Is a named type file. */
  public static final Errno EISNAM = errno("EISNAM", 120, NO, NO, "Is a named type file");

  /** Remote I/O error. */
  public static final Errno EREMOTEIO = errno("EREMOTEIO", 121, NO, NO, "Remote I/O error");

  /** Disk quota exceeded. */
  public static final Errno EDQUOT = errno("EDQUOT", 122, 69, 69, "Disk quota exceeded");

  /** No medium found. */
  public static final Errno ENOMEDIUM = errno("ENOMEDIUM", 123, NO, NO, "No medium found");

  /** Wrong medium type. */
  public static final Errno EMEDIUMTYPE = errno("EMEDIUMTYPE", 124, NO, NO, "Wrong medium type");

  /** Operation canceled. */
  public static final Errno ECANCELED = errno("ECANCELED", 125, 89, 85, "Operation canceled");

  /** Required key not available. */
  public static final Errno ENOKEY = errno("ENOKEY", 126, NO, NO, "Required key not available");

  /** Key has expired. */
  public static final Errno EKEYEXPIRED = errno("EKEYEXPIRED", 127, NO, NO, "Key has expired");

  /** Key has been revoked. */
  public static final Errno EKEYREVOKED = errno("EKEYREVOKED", 128, NO, NO, "Key has been revoked");

  /** Key was rejected by service. */
  public static final Errno EKEYREJECTED =
      errno("EKEYREJECTED", 129, NO, NO, "Key was rejected by service");

  /** Owner died. */
  public static final Errno EOWNERDEAD = errno("EOWNERDEAD", 130, 105, 96, "Owner died");

  /** State not recoverable. */
  public static final Errno ENOTRECOVERABLE =
      errno("ENOTRECOVERABLE", 131, 104, 95, "State not recoverable");

  /** Operation not possible due to RF-kill. */
  public static final Errno ERFKILL =
      errno("ERFKILL", 132, NO, NO, "Operation not possible due to RF-kill");

  /** Memory page has hardware error. */
  public static final Errno EHWPOISON =
      errno("EHWPOISON", 133, NO, NO, "Memory page has hardware error");

  /** The number that some of Linux's protocols leak for {@link #EOPNOTSUPP}; no header has it. */
  public static final Errno ENOTSUPP = errno("ENOTSUPP", 524, NO, NO, "Operation is not supported");

  /** Too many processes. */
  public static final Errno EPROCLIM = errno("EPROCLIM", NO, 67, 67, "Too many processes");

  /** RPC struct is bad. */
  public static final Errno EBADRPC = errno("EBADRPC", NO, 72, 72, "RPC struct is bad");

  /** RPC version wrong. */
  public static final Errno ERPCMISMATCH = errno("ERPCMISMATCH", NO, 73, 73, "RPC version wrong");

  /** RPC program not available. */
  public static final Errno EPROGUNAVAIL =
      errno("EPROGUNAVAIL", NO, 74, 74, "RPC program not available");

  /** Program version wrong. */
  public static final Errno EPROGMISMATCH =
      errno("EPROGMISMATCH", NO, 75, 75, "Program version wrong");

  /** Bad procedure for program. */
  public static final Errno EPROCUNAVAIL =
      errno("EPROCUNAVAIL", NO, 76, 76, "Bad procedure for program");

  /** Inappropriate file type or format. */
  public static final Errno EFTYPE =
      errno("EFTYPE", NO, 79, 79, "Inappropriate file type or format");

  /** Authentication error. */
  public static final Errno EAUTH = errno("EAUTH", NO, 80, 80, "Authentication error");

  /** Need authenticator. */
  public static final Errno ENEEDAUTH = errno("ENEEDAUTH", NO, 81, 81, "Need authenticator");

  /** Device power is off. */
  public static final Errno EPWROFF = errno("EPWROFF", NO, 82, NO, "Device power is off");

  /** Device error. */
  public static final Errno EDEVERR = errno("EDEVERR", NO, 83, NO, "Device error");

  /** Bad executable. */
  public static final Errno EBADEXEC = errno("EBADEXEC", NO, 85, NO, "Bad executable");

  /** Bad CPU type in executable. */
  public static final Errno EBADARCH = errno("EBADARCH", NO, 86, NO, "Bad CPU type in executable");

  /** Shared library version mismatch. */
  public static final Errno ESHLIBVERS =
      errno("ESHLIBVERS", NO, 87, NO, "Shared library version mismatch");

  /** Malformed Mach-O file. */
  public static final Errno EBADMACHO = errno("EBADMACHO", NO, 88, NO, "Malformed Mach-O file");

  /** Programming error. */
  public static final Errno EDOOFUS = errno("EDOOFUS", NO, NO, 88, "Programming error");

  /** Attribute not found. */
  public static final Errno ENOATTR = errno("ENOATTR", NO, 93, 87, "Attribute not found");

  /** Capabilities insufficient. */
  public static final Errno ENOTCAPABLE =
      errno("ENOTCAPABLE", NO, NO, 93, "Capabilities insufficient");

  /** Not permitted in capability mode. */
  public static final Errno ECAPMODE =
      errno("ECAPMODE", NO, NO, 94, "Not permitted in capability mode");

  /** Integrity check failed. */
  public static final Errno EINTEGRITY = errno("EINTEGRITY", NO, NO, 97, "Integrity check failed");

  /** No such policy registered. */
  public static final Errno ENOPOLICY =
      errno("ENOPOLICY", NO, 103, NO, "No such policy registered");

  /** Interface output queue is full. */
  public static final Errno EQFULL = errno("EQFULL", NO, 106, NO, "Interface output queue is full");

  /** The constants by their number on the current platform. */
  private static final Map<Integer, Errno> BY_NUMBER = byNumber(DECLARED);

  private final String description;

  private Errno(SystemConstant constant, String description) {
    super(constant);
    this.description = description;
  }

  private Errno(int number, String description) {
    super("errno " + number, number);
    this.description = description;
  }

  private static Errno errno(String name, int linux, int macos, int freebsd, String description) {
    SystemConstant constant = SystemConstant.named(name);
    if (linux != NO) {
      constant = constant.linux(linux);
    }
    if (macos != NO) {
      constant = constant.macos(macos);
    }
    if (freebsd != NO) {
      constant = constant.freebsd(freebsd);
    }
    Errno errno = new Errno(constant, description);
    DECLARED.add(errno);
    return errno;
  }

  private static Map<Integer, Errno> byNumber(List<Errno> declared) {
    Map<Integer, Errno> byNumber = new HashMap<>();
    for (Errno errno : declared) {
      if (errno.exists()) {
        byNumber.putIfAbsent(errno.value(), errno);
      }
    }
    return byNumber;
  }

  /**
   * The error of a number.
   *
   * @param number the number on the current platform, positive as {@code errno} holds it
   * @return the error declared here with that number, or else one that is named {@code errno 4095}
   */
  public static Errno of(int number) {
    Errno known = BY_NUMBER.get(number);
    return known != null ? known : new Errno(number, "Unknown error " + number);
  }

  /**
   * All errors declared here, those that the current platform does not have among them.
   *
   * @return an unmodifiable list
   */
  static List<Errno> declared() {
    return List.copyOf(DECLARED);
  }

  /**
   * Whether {@code number} is this error on the current platform.
   *
   * @param number a number as {@code errno} holds it
   * @return true if it is; false also where the current platform does not have this error
   */
  public boolean is(int number) {
    return exists() && value() == number;
  }

  /**
   * What the error means, in the words of strerror(3).
   *
   * @return such as {@code Connection refused}
   */
  public String description() {
    return description;
  }

  /**
   * The name and the description.
   *
   * @return such as {@code ECONNREFUSED (Connection refused)}, or the bare {@code errno 4095}
   */
  @Override
  public String toString() {
    return constant().isPresent() ? name() + " (" + description + ")" : name();
  }
}
