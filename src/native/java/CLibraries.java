import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The C libraries that a native image is linked with and that come with GraalVM only: made from the
 * few functions in {@code src/native/c}, and from the shared libraries of the JDK.
 *
 * <p>GraalVM links the JDK's libraries from archives. A JDK has them as shared libraries, so that a
 * linker script of the archive's name points to each, and they go along with the program.
 */
final class CLibraries {
  /** The JDK's libraries that the builder, or the code in an image, asks for. */
  private static final List<String> OF_JDK = List.of("java", "net", "nio", "zip", "extnet");

  /** The version that the JDK's libraries want their functions of the JVM in. */
  private static final String VERSION = "SUNWprivate_1.1 { global: *; };\n";

  private static final List<String> GCC =
      List.of("gcc", "-std=gnu11", "-O2", "-fPIC", "-Wall", "-Wextra", "-Werror");

  /** The headers that the builder wants, whatever the processor, and who names their fields. */
  private static final Map<String, String> PROCESSORS =
      Map.of(
          "amd64cpufeatures.h", "com.oracle.svm.core.amd64.AMD64LibCHelper",
          "aarch64cpufeatures.h", "com.oracle.svm.core.aarch64.AArch64LibCHelper",
          "riscv64cpufeatures.h", "com.oracle.svm.core.riscv64.RISCV64LibCHelper");

  private final Path jdk;
  private final Path sources;
  private final Path work;

  /**
   * Opens it.
   *
   * @param jdk a JDK's home
   * @param sources the folder with the C
   * @param work an empty folder
   */
  CLibraries(Path jdk, Path sources, Path work) {
    this.jdk = jdk;
    this.sources = sources.toAbsolutePath();
    this.work = work;
  }

  /** Makes them. The folder is what the builder takes as the place of GraalVM's. */
  Path make(CSources generated) throws IOException {
    Path include = Files.createDirectories(work.resolve("include"));
    for (Map.Entry<String, String> processor : PROCESSORS.entrySet()) {
      Files.writeString(
          include.resolve(processor.getKey()), generated.processorFeatures(processor.getValue()));
    }
    Files.writeString(include.resolve("svm_locale.h"), generated.locale());
    archive("libchelper", sources.resolve("helper.c"));
    Path shared = Files.createDirectories(work.resolve("lib"));
    for (String name : OF_JDK) {
      String file = "lib" + name + ".so";
      Path copy = shared.resolve(file);
      Files.copy(jdk.resolve("lib").resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
      standIn(name, copy);
    }
    standIn("jvm", virtualMachine(shared));
    // What libzip of a GraalVM leaves to an archive of zlib, that of a JDK has in itself or takes
    // from the system's shared one.
    Command.output(work, List.of("ar", "rc", "libz.a"));
    return work;
  }

  /** The shared libraries that the program finds beside itself. */
  List<Path> shared() throws IOException {
    try (Stream<Path> files = Files.list(work.resolve("lib"))) {
      return files.sorted().collect(Collectors.toList());
    }
  }

  private void archive(String name, Path source) {
    List<String> compile = new ArrayList<>(GCC);
    compile.addAll(includes());
    compile.addAll(List.of("-c", source.toString(), "-o", name + ".o"));
    Command.output(work, compile);
    Command.output(work, List.of("ar", "rc", "lib" + name + ".a", name + ".o"));
  }

  private List<String> includes() {
    Path jni = jdk.resolve("include");
    return List.of(
        "-I",
        work.resolve("include").toString(),
        "-I",
        jni.toString(),
        "-I",
        jni.resolve("linux").toString());
  }

  /** A linker script in place of an archive. */
  private void standIn(String name, Path library) {
    write(work.resolve("lib" + name + ".a"), "INPUT(" + library + ")\n");
  }

  /** The library that stands in for the JVM: the functions in jvm.c and stubs for all others. */
  private Path virtualMachine(Path shared) {
    String own = read(sources.resolve("jvm.c"));
    Set<String> missing = new TreeSet<>();
    for (String name : OF_JDK) {
      String library = shared.resolve("lib" + name + ".so").toString();
      Command.output(work, List.of("nm", "-D", "--undefined-only", library))
          .lines()
          .filter(line -> line.endsWith("@SUNWprivate_1.1"))
          .map(line -> line.replaceFirst(".* U (\\w+)@.*", "$1"))
          .filter(function -> function.matches("(JVM|jio)_\\w+"))
          .filter(
              function ->
                  !own.contains(" " + function + "(") && !own.contains("*" + function + "("))
          .forEach(missing::add);
    }
    // Those of libjava itself are not the JVM's.
    missing.removeAll(Set.of("jio_snprintf", "jio_fprintf"));
    Path source = work.resolve("jvm.c");
    write(source, own + "\n" + CSources.unreached(missing));
    write(work.resolve("jvm.map"), VERSION);
    Path library = shared.resolve("libjvm.so");
    List<String> link = new ArrayList<>(GCC);
    link.addAll(includes());
    link.addAll(
        List.of(
            "-shared",
            "-s",
            "-Wl,--build-id=none",
            "-Wl,-soname,libjvm.so",
            "-Wl,--version-script=jvm.map",
            source.toString(),
            "-o",
            library.toString(),
            "-lpthread",
            "-ldl"));
    Command.output(work, link);
    return library;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
