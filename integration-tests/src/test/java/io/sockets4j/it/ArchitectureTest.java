package io.sockets4j.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * The rules that hold this house together.
 *
 * <p>Each fails where it finds nothing to look at, so that none can pass by accident.
 */
class ArchitectureTest {

  private static final String CORE = "io.sockets4j.core";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sockets4j");

  private static final List<JavaSource> SOURCES = Project.sources(Project.ROOT);

  @Test
  void packagesFormNoCycle() {
    slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                return SliceIdentifier.of(javaClass.getPackageName());
              }

              @Override
              public String getDescription() {
                return "the packages";
              }
            })
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void coreDependsOnNoFamily() {
    Set<String> core = Project.descriptor(CORE).packages();
    noClasses()
        .that(resideInPackages("of core", core))
        .should()
        .dependOnClassesThat(
            new DescribedPredicate<>("are ours and not of core") {
              @Override
              public boolean test(JavaClass type) {
                String name = type.getPackageName();
                return (name + ".").startsWith("io.sockets4j.") && !core.contains(name);
              }
            })
        .check(CLASSES);
  }

  @Test
  void coreKnowsNoAddressOfTheJdk() {
    noClasses()
        .that(resideInPackages("of core", Project.descriptor(CORE).packages()))
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.net\\.(Inet.*|UnixDomainSocketAddress|StandardProtocolFamily)")
        .because("each belongs to a family, and core names none")
        .check(CLASSES);
  }

  @Test
  void sourcesOfCoreNameNoFamily() {
    Pattern family = Pattern.compile("\\b[AP]F_(?!UNSPEC\\b)\\w+");
    List<JavaSource> sources = Project.sources(Project.ROOT.resolve("socket-core/src/main"));
    assertThat(sources).as("sources of core").hasSizeGreaterThan(10);
    assertThat(
            sources.stream()
                .flatMap(
                    source ->
                        family
                            .matcher(source.code())
                            .results()
                            .map(found -> source.path() + ": " + found.group())))
        .as("families named by core")
        .isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> packages =
        CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertThat(packages).contains("io.sockets4j.inet");
    assertThat(
            packages.stream()
                .filter(name -> !CLASSES.getPackage(name).isAnnotatedWith(NullMarked.class)))
        .as("packages without @NullMarked")
        .isEmpty();
  }

  @Test
  void noFileIsOver600LinesOfCode() {
    assertThat(
            SOURCES.stream()
                .filter(source -> source.linesOfCode() > 600)
                .map(source -> source.path() + ": " + source.linesOfCode()))
        .as("files over 600 lines of code, comments and blank lines aside")
        .isEmpty();
  }

  @Test
  void noTestIsDisabled() {
    // In two parts, as this file is among those looked at.
    Pattern disabled = Pattern.compile("@Dis" + "abled\\b");
    assertThat(SOURCES).anyMatch(source -> source.code().contains("@Test"));
    assertThat(
            SOURCES.stream()
                .filter(source -> disabled.matcher(source.code()).find())
                .map(JavaSource::path))
        .as("files with a disabled test")
        .isEmpty();
  }

  @Test
  void theTreeIsLookedAt() {
    assertThat(SOURCES.stream().map(source -> Project.ROOT.relativize(source.path()).getName(0)))
        .as("modules with sources")
        .contains(Path.of("socket-core"), Path.of("family-inet"), Path.of("cli"));
  }

  private static DescribedPredicate<JavaClass> resideInPackages(
      String description, Set<String> names) {
    return new DescribedPredicate<>("are " + description) {
      @Override
      public boolean test(JavaClass type) {
        return names.contains(type.getPackageName());
      }
    };
  }
}
