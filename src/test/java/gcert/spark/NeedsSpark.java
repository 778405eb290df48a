package gcert.spark;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Marks tests that run Spark. Without its jars they are skipped with a sentence that says so; with
 * {@code GCERT_REQUIRE_SERVERS=1} they fail with it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsSpark.Condition.class)
@interface NeedsSpark {

  /** Where {@code src/spark/pom.xml} puts Spark. */
  Path JARS = Path.of("target", "spark", "jars");

  /** The folder with the launcher of the image. */
  Path IMAGE = Path.of("target", "gcert", "bin");

  /** The question whether Spark and the image are there. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (!Files.isDirectory(JARS)) {
        return without("no Spark in " + JARS + "; mvn -f src/spark/pom.xml package puts it there");
      }
      if (!Files.isExecutable(IMAGE.resolve("gcert"))) {
        return without("no image in " + IMAGE.getParent() + "; mvn package makes it");
      }
      return ConditionEvaluationResult.enabled("Spark and the image are there");
    }

    private static ConditionEvaluationResult without(String what) {
      if ("1".equals(System.getenv("GCERT_REQUIRE_SERVERS"))) {
        throw new IllegalStateException(what);
      }
      // Maven's console counts skipped tests; here it learns why.
      System.out.println("Spark skipped: " + what);
      return ConditionEvaluationResult.disabled(what);
    }
  }
}
