import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Sends the lines of a file through a command with Spark's {@code RDD.pipe}, on a cluster of two
 * worker processes on this machine.
 *
 * <p>A single file that {@code java} runs with Spark's jars as its class path. {@code SPARK_HOME}
 * has to be a folder with those jars in {@code jars}: the workers take them from there.
 */
public final class PipeThroughSpark {
  private static final String TWO_WORKERS = "local-cluster[2,1,1024]";

  private PipeThroughSpark() {}

  /** Arguments: the file, the number of parts, the folder to write to, the command. */
  public static void main(String[] arguments) {
    SparkConf conf =
        new SparkConf()
            .setMaster(TWO_WORKERS)
            .setAppName("gcert")
            .set("spark.ui.enabled", "false")
            // No part is handed out before both workers are there.
            .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
            .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "300s")
            .set("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1");
    List<String> command = Arrays.asList(arguments).subList(3, arguments.length);
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      spark
          .textFile(arguments[0], Integer.parseInt(arguments[1]))
          .pipe(command)
          .saveAsTextFile(arguments[2]);
    }
  }
}
