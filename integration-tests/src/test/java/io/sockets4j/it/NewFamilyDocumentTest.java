package io.sockets4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/new-family.md} says of its example is so. */
class NewFamilyDocumentTest {
  private static final Path EXAMPLE = Project.ROOT.resolve("examples/family-phonet");
  private static final Pattern QUOTE = Pattern.compile("(?ms)^```(java|xml)\\n(.*?)^```$");
  private static final Pattern LENGTH = Pattern.compile("is (\\d+) lines\\s+long");

  /** In spaces: members of a class, and what stands in their bodies. */
  private static final List<Integer> INDENTATIONS = List.of(0, 2, 4, 6, 8);

  private final String document = read(Project.ROOT.resolve("docs/new-family.md"));

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Stream<String> quotes(String language) {
    return QUOTE
        .matcher(document)
        .results()
        .filter(found -> found.group(1).equals(language))
        .map(found -> found.group(2));
  }

  @Test
  void theJavaThatIsQuotedStandsInASource() {
    List<String> sources =
        Project.sources(Project.ROOT).stream().map(source -> read(source.path())).toList();
    assertThat(quotes("java").filter(quote -> !standsInOneOf(sources, quote)))
        .as("quoted, but in no source")
        .isEmpty();
    List<String> example =
        Project.sources(EXAMPLE).stream().map(source -> read(source.path())).toList();
    assertThat(quotes("java").filter(quote -> standsInOneOf(example, quote)))
        .as("quoted from the example")
        .hasSizeGreaterThan(10);
  }

  private static boolean standsInOneOf(List<String> sources, String quote) {
    return sources.stream()
        .anyMatch(source -> INDENTATIONS.stream().anyMatch(by -> source.contains(in(quote, by))));
  }

  /** The quote as it stands further to the right. */
  private static String in(String quote, int indentation) {
    return quote
        .lines()
        .map(line -> line.isEmpty() ? line : " ".repeat(indentation) + line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void theXmlThatIsQuotedStandsInThePom() {
    String pom = read(EXAMPLE.resolve("pom.xml"));
    assertThat(quotes("xml").filter(quote -> !pom.contains(quote))).isEmpty();
    assertThat(quotes("xml")).hasSizeGreaterThan(1);
  }

  @Test
  void theExampleIsAsShortAsItSays() throws IOException {
    MatchResult said = LENGTH.matcher(document).results().findAny().orElseThrow();
    try (Stream<Path> files = Files.walk(EXAMPLE.resolve("src"))) {
      long lines = files.filter(Files::isRegularFile).mapToLong(NewFamilyDocumentTest::lines).sum();
      assertThat(lines).isEqualTo(Long.parseLong(said.group(1))).isLessThan(150);
    }
  }

  /** The lines of a file that are neither blank nor comment, package or import. */
  private static long lines(Path file) {
    return JavaSource.read(file)
        .code()
        .lines()
        .filter(line -> !line.isBlank() && !line.matches("(import|package) .*"))
        .count();
  }

  @Test
  void nobodyHereKnowsTheExample() {
    assertThat(
            Project.sources(Project.ROOT).stream()
                .filter(source -> !source.path().startsWith(EXAMPLE))
                .filter(source -> source.code().contains("org.example." + "phonet"))
                .map(JavaSource::path))
        .isEmpty();
  }
}
