import gcert.cli.ShareFiles;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Puts the image together: the program and what it depends on as one module in a runtime of their
 * own, the launchers, and the licences.
 *
 * <p>Everything is in one module for three reasons. A class-data archive stays valid when the image
 * is moved only for classes that come from the runtime image itself (JDK 17 compares the paths of
 * jars, not their content). Classes are found without opening a jar. And the signatures of the
 * Bouncy Castle jars, whose check costs 200 ms and keeps their classes out of the archive, are left
 * behind; gcert calls those classes directly and registers no provider, so nothing asks for them.
 *
 * <p>Run by the build on the class path of the program:
 *
 * <pre>java -cp CLASSPATH AssembleImage.java LAUNCHERS LICENSE WORK IMAGE</pre>
 */
final class AssembleImage {
  private static final String MODULE = "gcert";

  /** The first JDK that writes the cache which ArchiveImage makes; earlier ones need no option. */
  private static final int FIRST_WITH_AOT_CACHE = 24;

  /** The heap that objects are archived for; one of another size has them moved at each start. */
  private static final String HEAP = "1g";

  /** The only service that is looked up. Others would plug themselves into the JDK. */
  private static final String SERVICE = "org.slf4j.spi.SLF4JServiceProvider";

  /** What libraries call on the paths that gcert uses, and jdeps cannot tell from the rest. */
  private static final List<String> FOR_LIBRARIES = List.of("java.base", "java.logging");

  /** Jars without a licence file, whose licence is that of gcert itself, Apache-2.0. */
  private static final List<String> APACHE = List.of("picocli-", "jspecify-");

  /** Jars without a licence file, whose licence is in another jar of the same project. */
  private static final Map<String, String> LICENSED_WITH = Map.of("bctls-", "bcprov-");

  /**
   * What is taken of ICU4J, 0.8 of its 15 MB: the classes, each with those nested in it, and the
   * tables that internationalized domain names need. The same names give the same answers with
   * these as with all; the tests of the image use them.
   */
  private static final String ICU = "com/ibm/icu/";

  private static final Set<String> ICU_CLASSES =
      Set.of(
          "impl/CacheBase",
          "impl/CacheValue",
          "impl/ClassLoaderUtil",
          "impl/ICUBinary",
          "impl/ICUConfig",
          "impl/ICUData",
          "impl/ICUDebug",
          "impl/IllegalIcuArgumentException",
          "impl/Norm2AllModes",
          "impl/Normalizer2Impl",
          "impl/Punycode",
          "impl/SoftCache",
          "impl/Trie2",
          "impl/Trie2_16",
          "impl/Trie2_32",
          "impl/UBiDiProps",
          "impl/UCharacterProperty",
          "impl/UTS46",
          "lang/IterableOfInt",
          "lang/UCharacter",
          "lang/UCharacterEnums",
          "text/IDNA",
          "text/Normalizer2",
          "text/StringPrepParseException",
          "text/UTF16",
          "util/CodePointMap",
          "util/CodePointTrie",
          "util/ICUException",
          "util/ICUInputTooLongException",
          "util/ICUUncheckedIOException",
          "util/RangeValueIterator",
          "util/ValueIterator",
          "util/VersionInfo");

  private static final Set<String> ICU_FILES =
      Set.of(
          "ICUConfig.properties",
          "impl/data/icudata/uts46.nrm",
          "impl/data/icudata/ubidi.icu",
          "impl/data/icudata/uprops.icu");

  private final Path licenses;
  private final Path module;
  private final Path image;
  private final Set<String> providers = new TreeSet<>();
  private final Map<Path, String> sharedLicenses = new TreeMap<>();
  private Path ownClasses = Path.of("");

  private AssembleImage(Path licenses, Path work, Path image) {
    this.licenses = licenses;
    this.module = work.resolve(MODULE);
    this.image = image;
  }

  public static void main(String[] arguments) throws IOException {
    Path launchers = Path.of(arguments[0]);
    Path license = Path.of(arguments[1]);
    Path work = Path.of(arguments[2]);
    Path image = Path.of(arguments[3]);
    delete(work);
    delete(image);
    AssembleImage assembly = new AssembleImage(launchers.resolveSibling("legal"), work, image);
    assembly.mergeClassPath(System.getProperty("java.class.path"));
    assembly.copySharedLicenses();
    Set<String> modules = assembly.modules();
    assembly.describeModule(modules);
    assembly.link(modules);
    assembly.copyLicense(license);
    assembly.writeLaunchers(launchers);
    assembly.writeShare();
  }

  private void mergeClassPath(String classPath) throws IOException {
    for (String element : classPath.split(File.pathSeparator)) {
      Path path = Path.of(element);
      if (Files.isDirectory(path)) {
        ownClasses = path;
        copyTree(path, module);
        Path service = path.resolve("META-INF/services/" + SERVICE);
        if (Files.exists(service)) {
          providers.add(Files.readString(service).strip());
        }
      } else {
        mergeJar(path);
      }
    }
  }

  private void mergeJar(Path file) throws IOException {
    boolean licensed = false;
    try (JarFile jar = new JarFile(file.toFile(), false, JarFile.OPEN_READ, Runtime.version())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.versionedStream()::iterator) {
        String name = entry.getName();
        if (entry.isDirectory() || name.endsWith("module-info.class") || !isNeeded(name)) {
          continue;
        }
        try (InputStream in = jar.getInputStream(entry)) {
          if (!name.startsWith("META-INF/")) {
            write(in, module.resolve(name));
          } else if (name.equals("META-INF/services/" + SERVICE)) {
            providers.add(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
          } else if (isLicense(name)) {
            licensed = true;
            write(in, legal(file).resolve(name.substring(name.lastIndexOf('/') + 1)));
          }
        }
      }
    }
    String jarName = file.getFileName().toString();
    Path kept = licenses.resolve(jarName.replaceFirst("-[0-9].*", ""));
    if (Files.isDirectory(kept)) {
      copyTree(kept, legal(file));
      return;
    }
    if (licensed || APACHE.stream().anyMatch(jarName::startsWith)) {
      return;
    }
    String other =
        LICENSED_WITH.entrySet().stream()
            .filter(entry -> jarName.startsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        jarName
                            + " has no licence file; see where its licence is and say so here"));
    sharedLicenses.put(legal(file), other);
  }

  private static boolean isNeeded(String name) {
    if (!name.startsWith(ICU)) {
      return true;
    }
    String rest = name.substring(ICU.length());
    if (!rest.endsWith(".class")) {
      return ICU_FILES.contains(rest);
    }
    String binaryName = rest.substring(0, rest.length() - ".class".length());
    int nested = binaryName.indexOf('$');
    return ICU_CLASSES.contains(nested < 0 ? binaryName : binaryName.substring(0, nested));
  }

  /** Copies the licence of a project to those of its jars that came without one. */
  private void copySharedLicenses() throws IOException {
    for (Map.Entry<Path, String> shared : sharedLicenses.entrySet()) {
      try (Stream<Path> folders = Files.list(image.resolve("legal"))) {
        Path source =
            folders
                .filter(path -> path.getFileName().toString().startsWith(shared.getValue()))
                .findFirst()
                .orElseThrow();
        copyTree(source, shared.getKey());
      }
    }
  }

  private static boolean isLicense(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.contains("LICENSE") || upper.contains("NOTICE");
  }

  private Path legal(Path jar) {
    String name = jar.getFileName().toString();
    return image.resolve("legal").resolve(name.substring(0, name.length() - ".jar".length()));
  }

  /** The modules that the program's own classes need, and those its libraries need. */
  private Set<String> modules() {
    String needed =
        run(
            "jdeps",
            "--multi-release",
            "base",
            "--ignore-missing-deps",
            "--print-module-deps",
            "--class-path",
            module.toString(),
            ownClasses.toString());
    Set<String> modules = new TreeSet<>(FOR_LIBRARIES);
    modules.addAll(List.of(needed.strip().split(",")));
    return modules;
  }

  private void describeModule(Set<String> modules) throws IOException {
    StringBuilder source = new StringBuilder("open module " + MODULE + " {\n");
    modules.forEach(name -> source.append("  requires ").append(name).append(";\n"));
    source.append("  exports gcert.cli;\n  uses ").append(SERVICE).append(";\n");
    source.append("  provides ").append(SERVICE).append(" with ");
    source.append(String.join(", ", providers)).append(";\n}\n");
    Path file = module.resolveSibling("module-info.java");
    Files.writeString(file, source);
    String classes = module.toString();
    run("javac", "--patch-module", MODULE + "=" + classes, "-d", classes, file.toString());
  }

  private void link(Set<String> modules) throws IOException {
    List<String> roots = new ArrayList<>(modules);
    roots.add(MODULE);
    // Elliptic curves live in a module of their own before JDK 22.
    if (Runtime.version().feature() < 22) {
      roots.add("jdk.crypto.ec");
    }
    Path runtime = image.resolve("runtime");
    run(
        "jlink",
        "--module-path",
        module.toString(),
        "--add-modules",
        String.join(",", roots),
        "--no-header-files",
        "--no-man-pages",
        "--output",
        runtime.toString());
    try (Stream<Path> commands = Files.list(runtime.resolve("bin"))) {
      for (Path command : commands.toList()) {
        if (command.getFileName().toString().matches("(keytool|jrunscript|rmiregistry)(\\.exe)?")) {
          Files.delete(command);
        }
      }
    }
  }

  private void copyLicense(Path license) throws IOException {
    Files.copy(license, image.resolve("LICENSE"), StandardCopyOption.REPLACE_EXISTING);
  }

  private void writeLaunchers(Path launchers) throws IOException {
    Path bin = Files.createDirectories(image.resolve("bin"));
    try (Stream<Path> templates = Files.list(launchers)) {
      for (Path template : templates.toList()) {
        Path launcher = bin.resolve(template.getFileName().toString());
        String text = Files.readString(template);
        boolean batch = launcher.toString().endsWith(".bat");
        Files.writeString(launcher, text.replace("@options@", String.join(" ", options(batch))));
        if (!launcher.toFile().setExecutable(true, false)) {
          throw new IOException(launcher + " cannot be made executable");
        }
      }
    }
  }

  /** The man pages and the completion scripts, where the system's own look for theirs. */
  private void writeShare() throws IOException {
    ShareFiles.main(new String[] {image.resolve("share").toString()});
  }

  /** The options that every start of the runtime gets, as the launcher writes them. */
  private static List<String> options(boolean batch) {
    List<String> options = new ArrayList<>();
    if (archivesAhead()) {
      String cache = batch ? "%runtime%\\lib\\gcert.aot" : "$runtime/lib/gcert.aot";
      options.add("\"-XX:AOTCache=" + cache + "\"");
    }
    // The image holds what the build put there. As with the JDK's own classes, they are not
    // verified at each start: picocli's are too old to have been verified in the archive.
    options.add("-XX:+UnlockDiagnosticVMOptions");
    options.add("-XX:-BytecodeVerificationRemote");
    // No file in the folder for temporary files that other users could read.
    options.add("-XX:-UsePerfData");
    // The collector that takes least memory, and a heap that begins small: one of the usual size is
    // filled with what is long done with before anybody looks.
    options.add("-XX:+UseSerialGC");
    options.add("-Xms64m");
    options.add("-Xmx" + HEAP);
    // Most runs are over before the second compiler would pay.
    options.add("-XX:TieredStopAtLevel=1");
    // Standard output is for data: whatever the JVM wants to say goes elsewhere.
    options.add("-XX:+DisplayVMOutputToStderr");
    options.add("-Xlog:disable");
    options.add("-Xlog:all=error:stderr");
    return options;
  }

  private static boolean archivesAhead() {
    return Runtime.version().feature() >= FIRST_WITH_AOT_CACHE;
  }

  private static String run(String tool, String... arguments) {
    Optional<ToolProvider> found = ToolProvider.findFirst(tool);
    if (found.isEmpty()) {
      throw new IllegalStateException(
          "this Java has no "
              + tool
              + "; building takes a full JDK (on Debian openjdk-17-jdk-headless) in JAVA_HOME");
    }
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int code = found.get().run(out, out, arguments);
    if (code != 0) {
      throw new IllegalStateException(tool + " failed with " + code + ":\n" + said);
    }
    return said.toString();
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          write(in, to.resolve(from.relativize(file).toString()));
        }
      }
    }
  }

  private static void write(InputStream in, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
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
