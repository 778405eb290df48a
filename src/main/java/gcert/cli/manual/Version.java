package gcert.cli.manual;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** What {@code --version} prints. */
public final class Version {
  private Version() {}

  /** The version number of this build. */
  public static String number() {
    return build().getProperty("version", "unknown");
  }

  /** What the build noted of itself. */
  public static Properties build() {
    Properties build = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/gcert/build.properties")) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the program's own resources cannot be read", e);
    }
    return build;
  }

  /** Name and version, then the runtime, as two lines. */
  public static String text() {
    return "gcert "
        + number()
        + "\n"
        + (isNative() ? "native image, " : "")
        + System.getProperty("java.vm.name")
        + " "
        + Runtime.version()
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + "\n";
  }

  /**
   * Whether this is machine code of its own, without a JVM: the property is that of its runtime.
   */
  private static boolean isNative() {
    return "runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"));
  }
}
