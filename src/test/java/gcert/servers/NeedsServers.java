package gcert.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Marks tests that talk to real servers. Where there are none they are skipped with a sentence that
 * says what is missing; with {@code GCERT_REQUIRE_SERVERS=1} they fail with it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsServers.Condition.class)
@interface NeedsServers {

  /** The question whether the servers are there. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return ServersFolder.missing()
          .map(Condition::without)
          .orElseGet(() -> ConditionEvaluationResult.enabled("the servers are there"));
    }

    private static ConditionEvaluationResult without(String what) {
      if (ServersFolder.required()) {
        throw new IllegalStateException(what);
      }
      return ConditionEvaluationResult.disabled(what);
    }
  }
}
