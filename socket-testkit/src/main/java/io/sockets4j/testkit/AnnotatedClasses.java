package io.sockets4j.testkit;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds classes where they are stored. */
final class AnnotatedClasses {
  private static final String SUFFIX = ".class";

  private AnnotatedClasses() {}

  /** The classes with an annotation in the folder or jar of one of them. */
  static List<Class<?>> beside(Class<?> member, Class<? extends Annotation> annotation) {
    try {
      URI location = member.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path path = Path.of(location);
      if (Files.isDirectory(path)) {
        return in(path, member.getClassLoader(), annotation);
      }
      try (FileSystem jar = FileSystems.newFileSystem(path)) {
        return in(jar.getPath("/"), member.getClassLoader(), annotation);
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("cannot read where " + member + " is stored", e);
    }
  }

  private static List<Class<?>> in(
      Path root, ClassLoader loader, Class<? extends Annotation> annotation) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(SUFFIX))
          .filter(name -> !name.startsWith("META-INF/") && !name.endsWith("-info" + SUFFIX))
          .sorted()
          .<Class<?>>map(name -> load(name, loader))
          .filter(candidate -> candidate.getAnnotation(annotation) != null)
          .toList();
    }
  }

  private static Class<?> load(String file, ClassLoader loader) {
    String name = file.substring(0, file.length() - SUFFIX.length()).replace('/', '.');
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("there is a file of " + name + " but no such class", e);
    }
  }
}
