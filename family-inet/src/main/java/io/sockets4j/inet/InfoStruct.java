package io.sockets4j.inet;

import io.sockets4j.os.StructLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A struct of the kernel that has grown over the years: as much of it as the kernel told. */
final class InfoStruct {
  private final StructLayout layout;
  private final ByteBuffer memory;

  /** Copies what the kernel told. */
  InfoStruct(StructLayout layout, ByteBuffer memory) {
    byte[] copy = new byte[memory.limit()];
    memory.get(0, copy);
    this.layout = layout;
    this.memory = ByteBuffer.wrap(copy).order(ByteOrder.nativeOrder());
  }

  private boolean has(StructLayout.Field field) {
    return field.offset() + field.size() <= memory.limit();
  }

  /** A number without a sign, of at most 63 bits if it is not to look negative. */
  long get(StructLayout.Field field) {
    if (!has(field)) {
      throw new UnsupportedOperationException(
          "this kernel does not tell %s: its %s has %d bytes"
              .formatted(field, layout, memory.limit()));
    }
    return field.getUnsigned(memory, 0);
  }

  Duration micros(StructLayout.Field field) {
    return Duration.of(get(field), ChronoUnit.MICROS);
  }

  Duration millis(StructLayout.Field field) {
    return Duration.ofMillis(get(field));
  }

  /** A byte that has no field, since it holds several numbers; 0 if it was not told. */
  int bits(int offset) {
    return offset < memory.limit() ? Byte.toUnsignedInt(memory.get(offset)) : 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InfoStruct that && memory.equals(that.memory);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(memory.array());
  }

  /** What was told, under the names of C. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    for (StructLayout.Field field : layout.fields()) {
      if (has(field)) {
        text.add(field.name() + "=" + get(field));
      }
    }
    return text.toString();
  }
}
