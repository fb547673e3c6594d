package io.sockets4j.testkit;

import io.sockets4j.os.CHeaders;
import io.sockets4j.os.SystemConstant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is declared of the C headers, and where headers are known to say less or something else.
 *
 * <pre>{@code
 * HeaderDeclarations.ofAllBeside(CanFamily.class)
 *     .absent("Linux 6.9, include/uapi/linux/can/raw.h", "CAN_RAW_XL_VCID_OPTS")
 *     .different(CLibrary.MUSL, "musl suggests 128, whatever the kernel allows", "SOMAXCONN");
 * }</pre>
 *
 * <p>Immutable: each step returns new declarations.
 */
public final class HeaderDeclarations {
  /** Nothing. */
  public static final HeaderDeclarations NONE = new HeaderDeclarations(List.of(), List.of());

  private final List<Class<?>> holders;
  private final List<Allowance> allowances;

  /**
   * Where the headers may differ from a declaration.
   *
   * @param name what was declared: {@code SO_INQ}, {@code struct linger}, {@code struct
   *     linger.l_onoff}
   * @param libraries the headers of which C libraries
   * @param absence true if they may lack it, false if they may say something else
   * @param why for people: the source of the declaration, and why it is right all the same
   */
  record Allowance(String name, Set<CLibrary> libraries, boolean absence, String why) {}

  private HeaderDeclarations(List<Class<?>> holders, List<Allowance> allowances) {
    this.holders = holders;
    this.allowances = allowances;
  }

  /**
   * The declarations of classes: their static fields, private ones included, of the types that
   * {@link CHeaders} lists, and {@link io.sockets4j.spi.NativeOption}s, {@link
   * io.sockets4j.spi.IoctlRequest}s, {@link io.sockets4j.spi.ControlType}s and {@link
   * io.sockets4j.spi.AddressFamily}s.
   *
   * @param holders classes with {@link CHeaders}
   * @return the declarations
   * @throws IllegalArgumentException if a class does not name its headers
   */
  public static HeaderDeclarations of(Class<?>... holders) {
    for (Class<?> holder : holders) {
      if (holder.getAnnotation(CHeaders.class) == null) {
        throw new IllegalArgumentException(holder + " does not name its headers with @CHeaders");
      }
    }
    return new HeaderDeclarations(List.of(holders), List.of());
  }

  /**
   * The declarations of all classes of a module that have {@link CHeaders}, so that none can be
   * forgotten.
   *
   * @param member any class of the module
   * @return the declarations of the classes in the same folder or jar
   * @throws IllegalStateException if that cannot be read
   */
  public static HeaderDeclarations ofAllBeside(Class<?> member) {
    return of(AnnotatedClasses.beside(member, CHeaders.class).toArray(Class<?>[]::new));
  }

  /**
   * These, where any headers may lack some of them: they are newer than some headers, say.
   *
   * @param why the source of the declarations
   * @param names what was declared, such as {@code SO_INQ}, {@code struct linger} or {@code struct
   *     linger.l_onoff}
   * @return the new declarations
   */
  public HeaderDeclarations absent(String why, String... names) {
    return with(Set.of(CLibrary.values()), true, why, names);
  }

  /**
   * These, where the headers of a C library may lack some of them.
   *
   * @param library the library
   * @param why the source of the declarations
   * @param names what was declared, such as {@code SO_INQ}
   * @return the new declarations
   */
  public HeaderDeclarations absent(CLibrary library, String why, String... names) {
    return with(Set.of(library), true, why, names);
  }

  /**
   * These, where the headers of a C library may lack all that some classes declare: whole headers
   * are missing there.
   *
   * @param library the library
   * @param why which headers are missing
   * @param holders the classes
   * @return the new declarations
   */
  public HeaderDeclarations absent(CLibrary library, String why, Class<?>... holders) {
    String[] names =
        Stream.of(holders).flatMap(holder -> Claim.names(holder).stream()).toArray(String[]::new);
    return with(Set.of(library), true, why, names);
  }

  /**
   * These, where the headers of a C library may lack any of them: it has none for the family.
   *
   * @param library the library
   * @param why which headers are missing
   * @return the new declarations
   */
  public HeaderDeclarations allAbsent(CLibrary library, String why) {
    return absent(library, why, holders.toArray(Class<?>[]::new));
  }

  /**
   * These, where the headers of a C library may say something else of some of them.
   *
   * @param library the library
   * @param why why the declarations are right all the same
   * @param names what was declared, such as {@code SOMAXCONN}
   * @return the new declarations
   */
  public HeaderDeclarations different(CLibrary library, String why, String... names) {
    return with(Set.of(library), false, why, names);
  }

  /**
   * These and others.
   *
   * @param others the others
   * @return the new declarations
   */
  public HeaderDeclarations and(HeaderDeclarations others) {
    return new HeaderDeclarations(
        join(holders, others.holders), join(allowances, others.allowances));
  }

  /**
   * The constants among them, by their names; of a name that stands for several numbers, one.
   *
   * @return the constants, those without a value on any platform included
   */
  public Map<String, SystemConstant> constants() {
    Map<String, SystemConstant> constants = new LinkedHashMap<>();
    for (Class<?> holder : holders) {
      Claim.constants(holder).forEach(constant -> constants.put(constant.name(), constant));
    }
    return constants;
  }

  private HeaderDeclarations with(
      Set<CLibrary> libraries, boolean absence, String why, String... names) {
    if (why.isBlank()) {
      throw new IllegalArgumentException("an exception needs its reason");
    }
    List<Allowance> added =
        Stream.of(names).map(name -> new Allowance(name, libraries, absence, why)).toList();
    return new HeaderDeclarations(holders, join(allowances, added));
  }

  private static <T> List<T> join(List<T> some, List<T> others) {
    Set<T> all = new LinkedHashSet<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }

  List<Class<?>> holders() {
    return holders;
  }

  List<Allowance> allowances() {
    return allowances;
  }

  boolean mayLack(String name, CLibrary library) {
    return allows(name, library, true);
  }

  boolean mayDiffer(String name, CLibrary library) {
    return allows(name, library, false);
  }

  private boolean allows(String name, CLibrary library, boolean absence) {
    return allowances.stream()
        .anyMatch(
            allowance ->
                allowance.name().equals(name)
                    && allowance.absence() == absence
                    && allowance.libraries().contains(library));
  }
}
