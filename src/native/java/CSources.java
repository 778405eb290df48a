import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the C that the builder wants and that can be told from its own classes: headers, of which
 * only the names of the fields matter, because the builder asks the C compiler where they are.
 */
final class CSources {
  private final ClassLoader builder;

  /**
   * Opens it.
   *
   * @param jars the builder's jars, whose classes this JDK has to be able to load
   */
  CSources(List<Path> jars) {
    this.builder =
        new URLClassLoader(
            jars.stream().map(CSources::url).toArray(URL[]::new),
            ClassLoader.getPlatformClassLoader());
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A structure with one {@code bool} for each feature of a processor. */
  String processorFeatures(String type) {
    return "#include <stdbool.h>\n" + structure("CPUFeatures", "bool", type + "$CPUFeatures");
  }

  /** The structure with the parts of a locale, and what initialising it may come to. */
  String locale() {
    String type = "com.oracle.svm.core.c.locale.LocaleCHelper";
    return "enum { SVM_LOCALE_INITIALIZATION_SUCCEEDED, SVM_LOCALE_INITIALIZATION_OUT_OF_MEMORY };\n"
        + structure("svm_locale_props_t", "char *", type + "$LocaleProps");
  }

  private String structure(String name, String fieldType, String type) {
    try {
      return Stream.of(builder.loadClass(type).getDeclaredMethods())
          .map(Method::getName)
          .map(CSources::underscored)
          .sorted(Comparator.naturalOrder())
          .map(field -> "  " + fieldType + " " + field + ";\n")
          .collect(Collectors.joining("", "typedef struct {\n", "} " + name + ";\n"));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "the builder has no " + type + "; has it another version?", e);
    }
  }

  /** As C has a name; the names of processor features, which begin with f, are the same there. */
  private static String underscored(String name) {
    return name.matches("f[A-Z].*")
        ? name
        : name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** A function for each name that ends the process with it; see jvm.c. */
  static String unreached(Set<String> names) {
    return names.stream()
        .map(name -> "JNIEXPORT void " + name + "(void) { unreached(\"" + name + "\"); }\n")
        .collect(Collectors.joining());
  }
}
