package io.sockets4j.spi;

import io.sockets4j.os.Platform;
import io.sockets4j.os.SystemConstant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The address families that are installed: those of every {@link FamilyProvider} on the class path
 * or module path, found once.
 *
 * <p>A provider that cannot be loaded, and a family whose number another one has taken already, is
 * left out and listed in {@link #problems()}; it never keeps the others from working.
 */
public final class Families {
  /** A ServiceLoader that fails again and again is given up. */
  private static final int MOST_PROBLEMS = 1_000;

  private static final Families INSTALLED = load();

  private final List<AddressFamily<?>> families;
  private final Map<Integer, AddressFamily<?>> byDomain;
  private final List<Problem> problems;

  /**
   * Something that could not be installed.
   *
   * @param what the provider or the family
   * @param why a sentence for people
   */
  public record Problem(String what, String why) {}

  private Families(
      List<AddressFamily<?>> families,
      Map<Integer, AddressFamily<?>> byDomain,
      List<Problem> problems) {
    this.families = List.copyOf(families);
    this.byDomain = Map.copyOf(byDomain);
    this.problems = List.copyOf(problems);
  }

  /**
   * Every installed family, also those that this platform does not have.
   *
   * @return the families
   */
  public static List<AddressFamily<?>> installed() {
    return INSTALLED.families;
  }

  /**
   * What was found but could not be installed.
   *
   * @return the problems; empty where all is well
   */
  public static List<Problem> problems() {
    return INSTALLED.problems;
  }

  /**
   * The installed family with a number.
   *
   * @param domain the number on this platform, such as 1 for AF_UNIX
   * @return the family, if one is installed
   */
  public static Optional<AddressFamily<?>> byDomain(int domain) {
    return Optional.ofNullable(INSTALLED.byDomain.get(domain));
  }

  private static Families load() {
    // With the loader of this class where the thread's has no view of us (containers, plug-ins).
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = sees(context) ? context : Families.class.getClassLoader();
    return collect(ServiceLoader.load(FamilyProvider.class, loader).iterator());
  }

  private static boolean sees(ClassLoader loader) {
    try {
      return loader != null && loader.loadClass(Families.class.getName()) == Families.class;
    } catch (ClassNotFoundException e) {
      return false; // what we asked
    }
  }

  static Families collect(Iterator<FamilyProvider> providers) {
    List<AddressFamily<?>> families = new ArrayList<>();
    Map<Integer, AddressFamily<?>> byDomain = new HashMap<>();
    List<Problem> problems = new ArrayList<>();
    while (problems.size() < MOST_PROBLEMS) {
      List<AddressFamily<?>> found;
      String provider = "a provider of " + FamilyProvider.class.getName();
      try {
        if (!providers.hasNext()) {
          break;
        }
        FamilyProvider next = providers.next();
        provider = next.getClass().getName();
        found = List.copyOf(next.families());
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        problems.add(new Problem(provider, "cannot be loaded: " + rootMessage(e)));
        continue;
      }
      for (AddressFamily<?> family : found) {
        OptionalInt domain = family.constant().valueOn(Platform.current());
        AddressFamily<?> taken =
            domain.isPresent() ? byDomain.putIfAbsent(domain.getAsInt(), family) : null;
        if (taken == null) {
          families.add(family);
        } else {
          problems.add(
              new Problem(
                  family + " of " + provider,
                  "claims number %d, which %s of %s has taken"
                      .formatted(domain.getAsInt(), taken, taken.getClass().getName())));
        }
      }
    }
    return new Families(families, byDomain, problems);
  }

  List<AddressFamily<?>> families() {
    return families;
  }

  List<Problem> found() {
    return problems;
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == e ? e.toString() : e.getMessage() + ": " + root;
  }

  /**
   * A family by number, for sockets of families that are not installed.
   *
   * @param domain the number on this platform
   * @return the installed family with that number, or one whose addresses are {@link
   *     UnknownSocketAddress}es
   */
  public static AddressFamily<?> byDomainOrUnknown(int domain) {
    AddressFamily<?> family = INSTALLED.byDomain.get(domain);
    return family != null
        ? family
        : new UnknownFamily(SystemConstant.named("family " + domain).everywhere(domain));
  }
}
