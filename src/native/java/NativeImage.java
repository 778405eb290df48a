import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the native image: with GraalVM's {@code native-image} where one is installed, and
 * otherwise, on Linux, with the builder from Maven Central on a JDK 25 ({@code NativeBuilder},
 * beside this file).
 *
 * <p>Its classes are those of the JVM image, as {@code AssembleImage} put them together: the same
 * code without the services that libraries would plug into the JDK.
 *
 * <pre>java NativeImage.java CLASSES SOURCES BUILDER WORK JVM-IMAGE IMAGE</pre>
 */
final class NativeImage {
  private static final String NAME = "gcert";

  /** The release of the builder; its JDK has to be of the same. */
  private static final int RELEASE = 25;

  private static final boolean WINDOWS = File.separatorChar == '\\';

  private final Path classes;
  private final Path sources;
  private final Path builder;
  private final Path work;
  private final Path image;

  private NativeImage(Path classes, Path sources, Path builder, Path work, Path image) {
    this.classes = classes;
    this.sources = sources;
    this.builder = builder;
    this.work = work;
    this.image = image;
  }

  public static void main(String[] arguments) throws IOException {
    Path work = Path.of(arguments[3]);
    Path jvmImage = Path.of(arguments[4]);
    Path image = Path.of(arguments[5]);
    delete(work);
    delete(image);
    Files.createDirectories(work);
    Path classes = Path.of(arguments[0]);
    new NativeImage(classes, Path.of(arguments[1]), Path.of(arguments[2]), work, image).build();
    copyTree(jvmImage.resolve("share"), image.resolve("share"));
    copyTree(jvmImage.resolve("legal"), image.resolve("legal"));
    Files.copy(jvmImage.resolve("LICENSE"), image.resolve("LICENSE"));
  }

  private void build() throws IOException {
    Optional<Path> graal = graalHome();
    Path home = graal.orElseGet(NativeImage::jdk);
    Path program = compileEntry(home);
    List<String> command = new ArrayList<>();
    String classPath = classes.toAbsolutePath() + File.pathSeparator + program.toAbsolutePath();
    if (graal.isPresent()) {
      Files.createDirectories(image.resolve("bin"));
      command.add(tool(home, "native-image").toString());
      command.addAll(List.of("-cp", classPath));
      command.addAll(options());
      command.addAll(List.of("-o", image.resolve("bin").resolve(NAME).toString()));
    } else {
      command.add(tool(home, "java").toString());
      command.add(sources.resolve("java").resolve("NativeBuilder.java").toString());
      command.addAll(List.of(builder.toString(), sources.toString()));
      command.addAll(List.of(work.resolve("builder").toString(), image.toString()));
      command.addAll(List.of("-imagecp", classPath));
      command.addAll(options());
      command.add("-H:Name=" + NAME);
    }
    run(command);
    // What of the JDK is in the image is under the JDK's licence.
    copyTree(home.resolve("legal/java.base"), image.resolve("legal/java.base"));
  }

  /** What the image is to be, whoever builds it. */
  private List<String> options() {
    return List.of(
        "-H:+UnlockExperimentalVMOptions",
        "-H:Class=gcert.NativeMain",
        "-H:ConfigurationFileDirectories=" + sources.resolve("metadata").toAbsolutePath(),
        // The image stands on its own; it never looks for a JVM.
        "-H:FallbackThreshold=0",
        // Runs on every processor of the architecture; measured, newer instructions gain nothing.
        "-H:MicroArchitecture=compatibility",
        // Every word of the command line is gcert's; see NativeMain.
        "-H:-ParseRuntimeOptions");
  }

  /** Compiles what only the native image has. */
  private Path compileEntry(Path home) throws IOException {
    Path target = Files.createDirectories(work.resolve("program"));
    List<String> command = new ArrayList<>(List.of(tool(home, "javac").toString()));
    command.addAll(List.of("-d", target.toString(), "-cp"));
    command.add(String.join(File.pathSeparator, classes.toString(), builder + "/*"));
    command.add(sources.resolve("program/gcert/NativeMain.java").toString());
    run(command);
    return target;
  }

  /** The home of a GraalVM that has {@code native-image}, if there is any. */
  private static Optional<Path> graalHome() {
    Stream<Path> named =
        Stream.of("GRAALVM_HOME", "JAVA_HOME")
            .map(System::getenv)
            .filter(Objects::nonNull)
            .map(Path::of);
    Stream<Path> onPath =
        Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, WINDOWS ? "native-image.cmd" : "native-image"))
            .filter(Files::isExecutable)
            .map(NativeImage::homeOf);
    return Stream.concat(named, onPath)
        .filter(home -> Files.isExecutable(tool(home, "native-image")))
        .findFirst();
  }

  private static Path homeOf(Path tool) {
    try {
      return tool.toRealPath().getParent().getParent();
    } catch (IOException e) {
      return Path.of("");
    }
  }

  /** The home of a JDK of the builder's release. */
  private static Path jdk() {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new IllegalStateException(
          "a native image takes GraalVM for JDK " + RELEASE + " here; set GRAALVM_HOME");
    }
    Stream<Path> named =
        Stream.of(System.getenv("JAVA" + RELEASE + "_HOME"), System.getenv("JAVA_HOME"))
            .filter(Objects::nonNull)
            .map(Path::of);
    return Stream.of(named, Stream.of(Path.of(System.getProperty("java.home"))), installed())
        .flatMap(homes -> homes)
        .filter(NativeImage::isOfRelease)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "a native image takes GraalVM (GRAALVM_HOME) or a JDK "
                        + RELEASE
                        + ", and neither is in JAVA25_HOME, JAVA_HOME or /usr/lib/jvm; without"
                        + " -Pnative the image in target/gcert is built, which needs neither"));
  }

  private static Stream<Path> installed() {
    File[] found = new File("/usr/lib/jvm").listFiles(File::isDirectory);
    return found == null ? Stream.empty() : Stream.of(found).sorted().map(File::toPath);
  }

  private static boolean isOfRelease(Path home) {
    try {
      return Files.isExecutable(tool(home, "javac"))
          && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + RELEASE);
    } catch (IOException e) {
      return false;
    }
  }

  private static Path tool(Path home, String name) {
    String suffix = !WINDOWS ? "" : name.equals("native-image") ? ".cmd" : ".exe";
    return home.resolve("bin").resolve(name.toLowerCase(Locale.ROOT) + suffix);
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(command.get(0) + " ended with " + code);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failed)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
