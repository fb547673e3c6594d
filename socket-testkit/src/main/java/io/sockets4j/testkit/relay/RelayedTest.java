package io.sockets4j.testkit.relay;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestIdentifier;

/** A class with {@link RunsIn}, and what comes beneath it: the tests there, and their groups. */
final class RelayedTest extends AbstractTestDescriptor {
  private final Type type;
  private final Set<TestTag> tags;
  private final String reportingName;

  private RelayedTest(
      UniqueId id,
      String name,
      String reportingName,
      @Nullable TestSource source,
      Type type,
      Set<TestTag> tags) {
    super(id, name, source);
    this.reportingName = reportingName;
    this.type = type;
    this.tags = tags;
  }

  static RelayedTest of(UniqueId engine, Class<?> annotated) {
    String name = annotated.getName();
    return new RelayedTest(
        engine.append("class", name),
        annotated.getSimpleName(),
        name,
        ClassSource.from(annotated),
        Type.CONTAINER,
        Set.of());
  }

  /** A test there, beneath the class here that brought it. */
  static RelayedTest of(RelayedTest root, TestIdentifier there) {
    return new RelayedTest(
        idBeneath(root, there.getUniqueIdObject()),
        there.getDisplayName(),
        there.getLegacyReportingName(),
        there.getSource().orElse(null),
        there.getType(),
        there.getTags());
  }

  /** The identifier here of a test there: the engine there is the class here. */
  static UniqueId idBeneath(RelayedTest root, UniqueId there) {
    UniqueId id = root.getUniqueId();
    for (UniqueId.Segment segment : there.getSegments().subList(1, there.getSegments().size())) {
      id = id.append(segment);
    }
    return id;
  }

  @Override
  public Type getType() {
    return type;
  }

  @Override
  public Set<TestTag> getTags() {
    return tags;
  }

  @Override
  public String getLegacyReportingName() {
    return reportingName;
  }

  @Override
  public boolean mayRegisterTests() {
    return type.isContainer();
  }
}
