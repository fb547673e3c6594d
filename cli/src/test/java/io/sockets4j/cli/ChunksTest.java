package io.sockets4j.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How standard input is cut. */
class ChunksTest {

  /** Standard input that comes in these pieces. */
  private static Streams input(String... pieces) {
    Iterator<String> left = List.of(pieces).iterator();
    ReadableByteChannel in =
        new ReadableByteChannel() {
          @Override
          public int read(ByteBuffer target) {
            if (!left.hasNext()) {
              return -1;
            }
            byte[] piece = left.next().getBytes(US_ASCII);
            target.put(piece);
            return piece.length;
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() {}
        };
    return new Streams(
        in,
        Channels.newChannel(java.io.OutputStream.nullOutputStream()),
        new PrintWriter(Writer.nullWriter()));
  }

  private static List<String> all(Chunks chunks) throws IOException {
    List<String> all = new ArrayList<>();
    for (ByteBuffer chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
      all.add(US_ASCII.decode(chunk).toString());
    }
    assertThat(chunks.next()).isNull();
    return all;
  }

  @Test
  void streamsAreSentAsTheyCome() throws Exception {
    assertThat(all(Chunks.asRead(input("a\nb", "c", "\n\n")))).containsExactly("a\nb", "c", "\n\n");
  }

  @Test
  void linesMayComeInPieces() throws Exception {
    assertThat(all(Chunks.lines(input("a", "b\nc", "\n", "\nd\ne"))))
        .containsExactly("ab\n", "c\n", "\n", "d\n", "e");
  }

  @Test
  void blocksAreFull() throws Exception {
    assertThat(all(Chunks.blocks(input("ab", "c", "def"), 3))).containsExactly("abc", "def");
    assertThat(all(Chunks.blocks(input("ab", "c", "d"), 3))).containsExactly("abc", "d");
  }

  @Test
  void readsThatGiveNothingAreRepeated() throws Exception {
    assertThat(all(Chunks.lines(input("a", "", "\n")))).containsExactly("a\n");
  }

  @Test
  void emptyInputHasNoPieces() throws Exception {
    assertThat(all(Chunks.asRead(input()))).isEmpty();
    assertThat(all(Chunks.lines(input()))).isEmpty();
    assertThat(all(Chunks.blocks(input(), 3))).isEmpty();
  }
}
