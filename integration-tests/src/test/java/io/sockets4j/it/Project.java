package io.sockets4j.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** This project as it lies on disk and on the class path of its tests. */
public final class Project {

  /** Where the tree begins: the folder of the parent's {@code pom.xml}. */
  public static final Path ROOT = root();

  private Project() {}

  private static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve(".mvn"))) {
      root = root.getParent();
      if (root == null) {
        throw new IllegalStateException(
            "not started inside the project: " + Path.of("").toAbsolutePath());
      }
    }
    return root;
  }

  /** The Java files beneath a folder, those of builds aside. */
  static List<JavaSource> sources(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> Stream.of(names(folder.relativize(file))).noneMatch("target"::equals))
          .sorted()
          .map(JavaSource::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] names(Path path) {
    String[] names = new String[path.getNameCount()];
    Arrays.setAll(names, i -> path.getName(i).toString());
    return names;
  }

  /** Finds the modules on the class path of this test, ours and those of others. */
  static ModuleFinder modules() {
    Path[] classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(
                path ->
                    Files.isRegularFile(path) || Files.exists(path.resolve("module-info.class")))
            .toArray(Path[]::new);
    return ModuleFinder.of(classPath);
  }

  /** The modules of this project. */
  static List<ModuleReference> ownModules() {
    return modules().findAll().stream()
        .filter(module -> module.descriptor().name().startsWith("io.sockets4j."))
        .sorted(Comparator.comparing(module -> module.descriptor().name()))
        .toList();
  }

  /** The module of the given name. */
  static ModuleReference module(String name) {
    return modules()
        .find(name)
        .orElseThrow(() -> new IllegalStateException("not on the class path: module " + name));
  }

  /** What the module of the given name declares. */
  static ModuleDescriptor descriptor(String name) {
    return module(name).descriptor();
  }
}
