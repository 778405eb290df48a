package gcert;

import gcert.cli.Main;
import java.io.IOException;
import org.graalvm.nativeimage.VMRuntime;

/**
 * The entry point of the native image, where every word of the command line is gcert's: without
 * this the runtime takes words such as {@code -Xmx1g} and {@code -Dname=value} for options of its
 * own, and leaves them out.
 */
public final class NativeMain {
  private NativeMain() {}

  public static void main(String[] arguments) throws IOException {
    // What the runtime does by itself only when it reads options, such as to ignore SIGPIPE.
    VMRuntime.initialize();
    Main.main(arguments);
  }
}
