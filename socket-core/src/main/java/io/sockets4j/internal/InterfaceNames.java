package io.sockets4j.internal;

import io.sockets4j.internal.libc.Libc;
import io.sockets4j.internal.libc.NativeBinding;
import io.sockets4j.os.CHeaders;
import io.sockets4j.os.Errno;
import io.sockets4j.os.StructLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Names and numbers of network interfaces: if_nameindex(3) and its kin. */
@CHeaders("net/if.h")
public final class InterfaceNames {
  static final StructLayout IF_NAMEINDEX = StructLayout.named("struct if_nameindex").posix(16);
  static final StructLayout.Field IF_INDEX = IF_NAMEINDEX.field("if_index", 0, 4);
  static final StructLayout.Field IF_NAME = IF_NAMEINDEX.field("if_name", 8, 8);

  /** The longest name and its zero byte: IF_NAMESIZE of Linux, macOS and FreeBSD. */
  private static final int NAME_SIZE = 16;

  /** What the kernel's bytes mean: the same as for file names. */
  private static final Charset CHARSET =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

  private static final Libc LIBC = NativeBinding.libc();

  private InterfaceNames() {}

  /** The number of an interface. */
  public static OptionalInt index(String name) {
    byte[] bytes = bytes(name);
    if (bytes.length == 0 || bytes.length >= NAME_SIZE || name.indexOf('\0') >= 0) {
      return OptionalInt.empty();
    }
    try (Scratch scratch = Scratch.take()) {
      scratch.memory.put(Scratch.DATA, bytes).put(Scratch.DATA + bytes.length, (byte) 0);
      int index = LIBC.ifNameToIndex(scratch.at(Scratch.DATA));
      return index > 0 ? OptionalInt.of(index) : OptionalInt.empty();
    }
  }

  /** The name of an interface. */
  public static Optional<String> name(int index) {
    try (Scratch scratch = Scratch.take()) {
      int result = LIBC.ifIndexToName(index, scratch.at(Scratch.DATA));
      return result < 0 ? Optional.empty() : Optional.of(text(scratch.memory, Scratch.DATA));
    }
  }

  /** Every interface's name by its number. */
  public static Map<Integer, String> all() throws IOException {
    long array = LIBC.ifNameIndex();
    if (array < 0) {
      throw new IOException("if_nameindex(): " + Errno.of((int) -array));
    }
    try {
      Map<Integer, String> all = new LinkedHashMap<>();
      for (long at = array; ; at += IF_NAMEINDEX.size()) {
        ByteBuffer entry = LIBC.view(at, IF_NAMEINDEX.size());
        int index = IF_INDEX.getInt(entry, 0);
        if (index == 0) {
          return all;
        }
        all.put(index, text(LIBC.view(IF_NAME.getLong(entry, 0), NAME_SIZE), 0));
      }
    } finally {
      LIBC.ifFreeNameIndex(array);
    }
  }

  static byte[] bytes(String name) {
    return name.getBytes(CHARSET);
  }

  /** The name in memory, up to its zero byte. */
  static String text(ByteBuffer memory, int from) {
    byte[] bytes = new byte[NAME_SIZE];
    int length = 0;
    while (length < NAME_SIZE && memory.get(from + length) != 0) {
      bytes[length] = memory.get(from + length);
      length++;
    }
    return new String(bytes, 0, length, CHARSET);
  }
}
