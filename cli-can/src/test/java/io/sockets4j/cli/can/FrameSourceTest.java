package io.sockets4j.cli.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sockets4j.can.CanFilter;
import io.sockets4j.can.CanId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Interfaces with filters. */
class FrameSourceTest {

  @Test
  void readsInterfaces() {
    FrameSource source = FrameSource.parse("vcan0");
    assertThat(source.interfaceName()).isEqualTo("vcan0");
    assertThat(source.filters()).isEmpty();
    assertThat(source.errorClasses()).isZero();
    assertThat(source.joined()).isFalse();
    assertThat(source.isAny()).isFalse();
    assertThat(FrameSource.parse("any").isAny()).isTrue();
    assertThat(FrameSource.parse("can:vcan0").interfaceName()).isEqualTo("vcan0");
    assertThat(FrameSource.interfaceName("can:can0")).isEqualTo("can0");
  }

  @Test
  void readsFilters() {
    FrameSource source = FrameSource.parse("can0,123:7FF,400~7f0,12345678:DFFFFFFF,#FFFFFFFF,j");
    assertThat(source.filters())
        .containsExactly(
            new CanFilter(0x123, 0x7ff),
            new CanFilter(0x400, 0x7f0).inverted(),
            new CanFilter(0x12345678 | CanId.EXTENDED, 0xdfff_ffff));
    assertThat(source.errorClasses()).isEqualTo(CanId.EXTENDED_MASK);
    assertThat(source.joined()).isTrue();
    assertThat(FrameSource.parse("can0,J").joined()).isTrue();
    assertThat(FrameSource.parse("can0,1:FFFFFFFF").filters())
        .as("no filter for errors, which the mask would make of it")
        .noneMatch(CanFilter::isForErrors);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          any                  | 123#00      | true
          any                  | 20000004#0004000000000060 | false
          can0                 | 123#00      | true
          can1                 | 123#00      | false
          can0,123:7FF         | 123#00      | true
          can0,123:7FF         | 00000123#00 | true
          can0,123:7FF         | 124#00      | false
          can0,123:C00007FF    | 00000123#00 | false
          can0,123:C00007FF    | 123#R       | false
          can0,123~7FF         | 123#00      | false
          can0,123~7FF         | 124#00      | true
          can0,123:7FF,124:7FF | 124##0.00   | true
          can0,100~7FF,200~7FF | 100#00      | true
          can0,100~7FF,200~7FF,j | 100#00    | false
          can0,100~7FF,200~7FF,j | 300#00    | true
          can0,0~0             | 123#00      | false
          can0,0~0,#4          | 20000004#0004000000000060 | true
          can0,0~0,#8          | 20000004#0004000000000060 | false
          """)
  void letsThroughWhatTheKernelWould(String source, String frame, boolean passes) {
    assertThat(FrameSource.parse(source).matches("can0", FrameText.parse(frame))).isEqualTo(passes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                    | 0  | the name of an interface
          ,123:7FF              | 0  | the name of an interface
          can:                  | 4  | the name of an interface
          a234567890123456      | 0  | the name of an interface
          can0,                 | 5  | a filter
          can0,x                | 5  | a filter
          can0,123              | 8  | ':' or '~'
          can0,123:             | 9  | a mask
          can0,123:7FG          | 11 | ',' between filters
          can0,123456789:7FF    | 5  | no more than 8
          can0,#                | 6  | classes of errors
          can0,jj               | 6  | ',' between filters
          """)
  void tellsWhereAndWhy(String text, int position, String reason) {
    assertThatExceptionOfType(MalformedTextException.class)
        .isThrownBy(() -> FrameSource.parse(text))
        .withMessageContaining(reason)
        .satisfies(e -> assertThat(e.position()).isEqualTo(position));
  }

  @Test
  void takesAsManyFiltersAsTheKernel() {
    assertThat(FrameSource.parse("c" + ",1:1".repeat(512)).filters()).hasSize(512);
    assertThatExceptionOfType(MalformedTextException.class)
        .isThrownBy(() -> FrameSource.parse("c" + ",1:1".repeat(513)))
        .withMessageContaining("no more than 512 filters");
  }

  @Test
  void readsNoiseOrRefusesIt() {
    Random random = new Random(512);
    String signs = "0123456789abcdefF,,,:~#jJ. c";
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("can0,123:7FF,400~7F0,#F,j");
      for (int change = random.nextInt(3); change >= 0; change--) {
        int at = random.nextInt(text.length());
        text.setCharAt(at, signs.charAt(random.nextInt(signs.length())));
      }
      try {
        assertThat(FrameSource.parse(text.toString()).interfaceName()).isNotEmpty();
      } catch (MalformedTextException e) {
        assertThat(e.position()).isBetween(0, text.length());
        refused++;
      }
    }
    assertThat(refused).isBetween(5_000, 19_000);
  }
}
