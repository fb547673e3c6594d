package io.sockets4j.testkit;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import io.sockets4j.spi.AddressFamily;
import io.sockets4j.spi.Families;
import io.sockets4j.spi.SocketKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides what {@link RequiresFamily} says. */
final class RequiresFamilyCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), RequiresFamily.class)
        .map(required -> evaluate(required, Families.installed()))
        .orElseGet(() -> enabled("no family is required"));
  }

  private static ConditionEvaluationResult evaluate(
      RequiresFamily required, List<AddressFamily<?>> installed) {
    AddressFamily<?> family =
        installed.stream()
            .filter(candidate -> candidate.name().equals(required.value()))
            .findAny()
            .orElseThrow(
                () ->
                    new ExtensionConfigurationException(
                        "no module on the class path knows %s, only %s"
                            .formatted(required.value(), installed)));
    SocketKind kind =
        family.kinds().stream()
            .filter(
                candidate -> required.kind().isEmpty() || candidate.name().equals(required.kind()))
            .findFirst()
            .orElseThrow(
                () ->
                    new ExtensionConfigurationException(
                        "%s has no kind '%s', only %s"
                            .formatted(family, required.kind(), family.kinds())));
    Optional<String> lacking = Availability.lacking(family, kind);
    if (lacking.isEmpty()) {
      return enabled(family + " is there");
    }
    Requirement.FAMILIES.failIfRequired(family.name(), lacking.get());
    return disabled(lacking.get());
  }
}
