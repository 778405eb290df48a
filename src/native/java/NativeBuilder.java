import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds a native image with the builder from Maven Central on a stock JDK: what GraalVM's {@code
 * native-image} does, which is not published there. Runs on the JDK whose classes go into the
 * image, of the same release as the builder.
 *
 * <pre>java NativeBuilder.java JARS SOURCES WORK IMAGE [BUILDER'S OPTION]…</pre>
 *
 * <p>The program becomes {@code IMAGE/bin/gcert}, the JDK's shared libraries that it needs {@code
 * IMAGE/lib}.
 */
final class NativeBuilder {
  private static final String MAIN =
      "org.graalvm.nativeimage.builder/com.oracle.svm.hosted.NativeImageGeneratorRunner";

  /** The JDK has a module of this name, without the compiler; the builder brings it. */
  private static final String COMPILER = "compiler-";

  private final Path jdk = Path.of(System.getProperty("java.home"));
  private final List<Path> jars;
  private final Path sources;
  private final Path work;
  private final Path image;

  private NativeBuilder(List<Path> jars, Path sources, Path work, Path image) {
    this.jars = jars;
    this.sources = sources;
    this.work = work;
    this.image = image;
  }

  public static void main(String[] arguments) throws IOException {
    Path work = Path.of(arguments[2]).toAbsolutePath();
    List<Path> jars;
    try (Stream<Path> files = Files.list(Path.of(arguments[0]).toAbsolutePath())) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    Files.createDirectories(work);
    NativeBuilder builder =
        new NativeBuilder(
            jars, Path.of(arguments[1]), work, Path.of(arguments[3]).toAbsolutePath());
    builder.build(List.of(arguments).subList(4, arguments.length));
  }

  private void build(List<String> options) throws IOException {
    CLibraries libraries = new CLibraries(jdk, sources.resolve("c"), work.resolve("c"));
    Files.createDirectories(work.resolve("c"));
    Path libraryPath = libraries.make(new CSources(jars));
    Path bin = Files.createDirectories(image.resolve("bin"));
    List<String> command = new ArrayList<>(runtime());
    command.add("-H:CLibraryPath=" + libraryPath);
    command.add("-H:Path=" + bin);
    command.add("-H:ImageBuildID=" + UUID.nameUUIDFromBytes(new byte[0]));
    command.add("-H:NativeLinkerOption=-Wl,-rpath,$ORIGIN/../lib");
    // Reads the limits of a container by a library in C++ that is not published; gcert has a
    // heap of its own choice and as many workers as there are processors.
    command.add("-H:-UseContainerSupport");
    command.addAll(options);
    Command.show(work, Map.of("JVMCI_VERSION_CHECK", "ignore"), command);
    Path lib = Files.createDirectories(image.resolve("lib"));
    for (Path library : libraries.shared()) {
      Files.copy(library, lib.resolve(library.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** How the builder is started. */
  private List<String> runtime() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin/java").toString());
    command.addAll(
        List.of(
            "-XX:+UseParallelGC",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:+EnableJVMCI",
            "-XX:-UseJVMCICompiler",
            "-XX:GCTimeRatio=9",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xss10m",
            "-Xshare:off",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Dsun.jnu.encoding=UTF-8",
            "-Djava.system.class.loader=com.oracle.svm.hosted.NativeImageSystemClassLoader",
            // Lambdas are made when they are first used, so that the builder sees them all.
            "-Djdk.internal.lambda.disableEagerInitialization=true",
            "-Dorg.graalvm.nativeimage.imagecode=buildtime",
            "-Dorg.graalvm.version=" + version()));
    command.add("@" + Files.write(work.resolve("opens"), opens()));
    command.addAll(List.of("--patch-module", "org.graalvm.nativeimage.builder=" + patch()));
    command.addAll(List.of("--upgrade-module-path", paths(true), "--module-path", paths(false)));
    // Modules are in the image as they are here, and those of its runtime load the JDK's libraries.
    command.add("--enable-native-access=" + String.join(",", modules()));
    command.addAll(List.of("--add-modules", "ALL-DEFAULT,ALL-MODULE-PATH", "-m", MAIN));
    return command;
  }

  private String version() {
    return jars.stream()
        .map(jar -> jar.getFileName().toString())
        .filter(name -> name.startsWith("svm-") && Character.isDigit(name.charAt(4)))
        .map(name -> name.substring(4, name.length() - ".jar".length()))
        .findFirst()
        .orElseThrow();
  }

  private String paths(boolean compiler) {
    return jars.stream()
        .filter(jar -> jar.getFileName().toString().startsWith(COMPILER) == compiler)
        .map(Path::toString)
        .collect(Collectors.joining(":"));
  }

  private ModuleFinder finder() {
    return ModuleFinder.of(jars.toArray(Path[]::new));
  }

  /** The names of the builder's modules. */
  private Set<String> modules() {
    return finder().findAll().stream()
        .map(module -> module.descriptor().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Opens to the builder every package of the modules that it depends on, its own among them. (Of
   * all the JDK's modules there are more packages than a command line may open.)
   */
  private List<String> opens() {
    Set<String> names = modules();
    String to = "ALL-UNNAMED," + String.join(",", names);
    Configuration resolved =
        Configuration.resolve(
            finder(), List.of(Configuration.empty()), ModuleFinder.ofSystem(), names);
    return resolved.modules().stream()
        .map(module -> module.reference().descriptor())
        .flatMap(module -> module.packages().stream().map(name -> module.name() + "/" + name))
        .sorted()
        .map(name -> "--add-opens=" + name + "=" + to)
        .toList();
  }

  /** The classes that take the place of the builder's own. */
  private Path patch() throws IOException {
    Path classes = work.resolve("patch");
    try (Stream<Path> files = Files.walk(sources.resolve("patch"))) {
      List<String> command = new ArrayList<>();
      command.add(jdk.resolve("bin/javac").toString());
      command.addAll(List.of("--patch-module"));
      command.add("org.graalvm.nativeimage.builder=" + sources.resolve("patch").toAbsolutePath());
      command.addAll(List.of("--upgrade-module-path", paths(true), "--module-path", paths(false)));
      command.addAll(List.of("-nowarn", "-d", classes.toString()));
      files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> file.toAbsolutePath().toString())
          .forEach(command::add);
      Command.output(work, command);
    }
    return classes;
  }
}
