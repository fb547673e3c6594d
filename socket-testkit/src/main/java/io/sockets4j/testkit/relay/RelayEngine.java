package io.sockets4j.testkit.relay;

import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/** Runs the classes with {@link RunsIn}. JUnit finds it by itself. */
public final class RelayEngine implements TestEngine {
  static final String ID = "sockets4j-relay";

  private static final EngineDiscoveryRequestResolver<TestDescriptor> RESOLVER =
      EngineDiscoveryRequestResolver.builder()
          .addClassContainerSelectorResolver(RelayEngine::isRelayed)
          .addSelectorResolver(new Classes())
          .build();

  /** For JUnit. */
  public RelayEngine() {}

  private static boolean isRelayed(Class<?> candidate) {
    return AnnotationSupport.isAnnotated(candidate, RunsIn.class);
  }

  private static final class Classes implements SelectorResolver {
    @Override
    public Resolution resolve(ClassSelector selector, Context context) {
      if (!isRelayed(selector.getJavaClass())) {
        return Resolution.unresolved();
      }
      return context
          .addToParent(
              engine -> Optional.of(RelayedTest.of(engine.getUniqueId(), selector.getJavaClass())))
          .map(test -> Resolution.match(Match.exact(test)))
          .orElseGet(Resolution::unresolved);
    }
  }

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
    EngineDescriptor engine = new EngineDescriptor(id, "Tests in other places");
    RESOLVER.resolve(request, engine);
    return engine;
  }

  @Override
  public void execute(ExecutionRequest request) {
    TestDescriptor engine = request.getRootTestDescriptor();
    EngineExecutionListener listener = request.getEngineExecutionListener();
    listener.executionStarted(engine);
    for (TestDescriptor child : engine.getChildren()) {
      new RelayedRun((RelayedTest) child, request).execute();
    }
    listener.executionFinished(engine, TestExecutionResult.successful());
  }
}
