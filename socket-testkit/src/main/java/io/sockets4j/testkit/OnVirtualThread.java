package io.sockets4j.testkit;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Makes virtual threads do what tests do, with {@link VirtualThread#PROPERTY}. */
final class OnVirtualThread implements InvocationInterceptor {

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext extensionContext)
      throws Throwable {
    proceed(invocation);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext extensionContext)
      throws Throwable {
    proceed(invocation);
  }

  private static void proceed(Invocation<Void> invocation) throws Throwable {
    if (!VirtualThread.isWanted()) {
      invocation.proceed();
      return;
    }
    CompletableFuture<Void> outcome = new CompletableFuture<>();
    Thread unused =
        VirtualThread.start(
            () -> {
              try {
                outcome.complete(invocation.proceed());
              } catch (Throwable e) {
                outcome.completeExceptionally(e);
              }
            });
    try {
      outcome.get(); // the test has a timeout
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }
}
