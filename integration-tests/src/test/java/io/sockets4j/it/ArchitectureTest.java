package io.sockets4j.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
          .withImportOption(location -> !location.contains("-tests.jar"))
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
  void onePackageAloneUsesJna() {
    classes()
        .that(use("com.sun.jna.."))
        .should()
        .resideInAPackage("io.sockets4j.internal.libc")
        .because("the rest of the library must run on any other way to make native calls")
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
  void internalPackagesStayInternal() {
    List<ModuleDescriptor> modules = ownModules();
    assertThat(modules.stream().flatMap(module -> module.packages().stream()))
        .as("packages")
        .anyMatch(ArchitectureTest::isInternal);
    assertThat(
            modules.stream()
                .flatMap(module -> module.exports().stream())
                .map(ModuleDescriptor.Exports::source)
                .filter(ArchitectureTest::isInternal))
        .as("internal packages that are exported")
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

  /** Who is on the class path finds the same services as who is on the module path. */
  @Test
  void modulesAndServiceFilesProvideTheSame() {
    List<ModuleReference> modules = Project.ownModules();
    assertThat(modules).anyMatch(module -> !module.descriptor().provides().isEmpty());
    for (ModuleReference module : modules) {
      assertThat(servicesByFile(module))
          .as("META-INF/services of %s", module.descriptor().name())
          .isEqualTo(servicesByDescriptor(module.descriptor()));
    }
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

  private static List<ModuleDescriptor> ownModules() {
    return Project.ownModules().stream().map(ModuleReference::descriptor).toList();
  }

  private static boolean isInternal(String packageName) {
    return List.of(packageName.split("\\.", -1)).contains("internal");
  }

  private static DescribedPredicate<JavaClass> use(String packages) {
    return new DescribedPredicate<>("use " + packages) {
      private final DescribedPredicate<JavaClass> there =
          JavaClass.Predicates.resideInAPackage(packages);

      @Override
      public boolean test(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
            .anyMatch(dependency -> there.test(dependency.getTargetClass()));
      }
    };
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

  private static Map<String, List<String>> servicesByDescriptor(ModuleDescriptor module) {
    return module.provides().stream()
        .collect(
            Collectors.toMap(
                ModuleDescriptor.Provides::service, provides -> List.copyOf(provides.providers())));
  }

  private static Map<String, List<String>> servicesByFile(ModuleReference module) {
    String folder = "META-INF/services/";
    Map<String, List<String>> services = new HashMap<>();
    try (ModuleReader reader = module.open();
        Stream<String> names = reader.list()) {
      List<String> files =
          names.filter(name -> name.startsWith(folder) && !name.equals(folder)).toList();
      for (String file : files) {
        services.put(file.substring(folder.length()), lines(reader, file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return services;
  }

  private static List<String> lines(ModuleReader reader, String file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(reader.open(file).orElseThrow(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String name = line.replaceFirst("#.*", "").strip();
        if (!name.isEmpty()) {
          lines.add(name);
        }
      }
    }
    return lines;
  }
}
