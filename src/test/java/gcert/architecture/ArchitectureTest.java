package gcert.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages and the direction in which data flows between them: docs/architecture.md. */
class ArchitectureTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("gcert");

  /** What each package may use; those of the command line, and the application: see below. */
  private static final Map<String, List<String>> USES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("failure", List.of()),
              Map.entry("asn1", List.of()),
              Map.entry("signature", List.of("asn1")),
              Map.entry("target", List.of()),
              Map.entry("trace", List.of()),
              Map.entry("input", List.of()),
              Map.entry("output", List.of("failure", "input")),
              Map.entry("log", List.of("failure")),
              Map.entry("net", List.of("failure", "target", "trace")),
              Map.entry("dns", List.of("failure", "net", "target", "trace")),
              Map.entry("dnssec", List.of("dns", "net", "trace")),
              Map.entry(
                  "dane",
                  List.of(
                      "certificate",
                      "dnssec",
                      "failure",
                      "net",
                      "target",
                      "tls",
                      "trace",
                      "trust")),
              Map.entry("starttls", List.of("failure", "target", "trace")),
              Map.entry("certificate", List.of("asn1", "signature", "target")),
              Map.entry("pem", List.of("certificate", "signature")),
              Map.entry("rotation", List.of("certificate")),
              Map.entry(
                  "tls",
                  List.of("certificate", "dns", "failure", "net", "starttls", "target", "trace")),
              Map.entry("http", List.of("dns", "failure", "net", "target", "tls", "trust")),
              Map.entry("mtasts", List.of("dns", "failure", "http", "target", "trace", "trust")),
              Map.entry(
                  "sender",
                  List.of(
                      "certificate",
                      "dane",
                      "dnssec",
                      "failure",
                      "mtasts",
                      "target",
                      "tls",
                      "trust")),
              Map.entry("file", List.of("certificate", "failure", "input", "pem", "target", "tls")),
              Map.entry("run", List.of("dns", "failure", "net", "target", "tls", "trace")),
              Map.entry("peek", List.of("failure", "net", "run", "target", "tls", "trace")),
              Map.entry("trust", List.of("certificate", "failure")),
              Map.entry("trust.name", List.of("asn1", "certificate", "failure", "target", "trust")),
              Map.entry(
                  "trust.extension",
                  List.of("asn1", "certificate", "failure", "signature", "trust", "trust.name")),
              Map.entry(
                  "trust.profile",
                  List.of(
                      "asn1",
                      "certificate",
                      "failure",
                      "signature",
                      "trust",
                      "trust.extension",
                      "trust.name")),
              Map.entry("trust.policy", List.of("asn1", "certificate", "trust", "trust.extension")),
              Map.entry(
                  "trust.path",
                  List.of(
                      "certificate",
                      "failure",
                      "signature",
                      "trust",
                      "trust.extension",
                      "trust.name",
                      "trust.policy",
                      "trust.profile")),
              Map.entry(
                  "trust.requirement",
                  List.of("certificate", "failure", "signature", "target", "tls", "trust")),
              Map.entry(
                  "trust.judge",
                  List.of(
                      "certificate",
                      "failure",
                      "signature",
                      "target",
                      "tls",
                      "trust",
                      "trust.extension",
                      "trust.name",
                      "trust.path",
                      "trust.profile",
                      "trust.requirement")),
              Map.entry(
                  "retrieval",
                  List.of(
                      "certificate",
                      "dns",
                      "failure",
                      "http",
                      "net",
                      "output",
                      "signature",
                      "target",
                      "tls",
                      "trace")),
              Map.entry(
                  "revocation",
                  List.of(
                      "asn1",
                      "certificate",
                      "failure",
                      "net",
                      "retrieval",
                      "signature",
                      "trace",
                      "trust")),
              Map.entry(
                  "issuer",
                  List.of(
                      "certificate",
                      "failure",
                      "file",
                      "net",
                      "retrieval",
                      "signature",
                      "trace",
                      "trust")),
              Map.entry(
                  "roots",
                  List.of(
                      "certificate",
                      "failure",
                      "file",
                      "input",
                      "output",
                      "pem",
                      "signature",
                      "trust")),
              Map.entry(
                  "rollover",
                  List.of(
                      "certificate",
                      "dane",
                      "dnssec",
                      "failure",
                      "mtasts",
                      "signature",
                      "target",
                      "tls",
                      "trust")),
              Map.entry("probe", List.of("certificate", "failure", "net", "run", "target", "tls")),
              Map.entry("probe.judging", List.of("certificate", "probe")),
              Map.entry("comparison", List.of("certificate", "trust")),
              Map.entry("deployment", List.of("certificate", "failure", "target", "tls")),
              Map.entry(
                  "report",
                  List.of(
                      "certificate",
                      "comparison",
                      "dane",
                      "deployment",
                      "failure",
                      "mtasts",
                      "net",
                      "pem",
                      "probe",
                      "probe.judging",
                      "revocation",
                      "rollover",
                      "rotation",
                      "sender",
                      "signature",
                      "target",
                      "tls",
                      "trust")),
              Map.entry(
                  "report.html",
                  List.of(
                      "certificate",
                      "failure",
                      "probe",
                      "probe.judging",
                      "report",
                      "sender",
                      "signature",
                      "target",
                      "tls",
                      "trust")),
              Map.entry(
                  "watch",
                  List.of(
                      "certificate",
                      "failure",
                      "input",
                      "output",
                      "pem",
                      "report",
                      "target",
                      "trust")),
              Map.entry("watch.rule", List.of("failure", "trust", "watch")),
              Map.entry(
                  "watch.pin",
                  List.of("certificate", "output", "pem", "report", "target", "watch")),
              Map.entry(
                  "watch.view", List.of("failure", "report", "report.html", "trust", "watch"))));

  /** The rooms above them, each of which may use all that are named before it. */
  private static final List<String> UPPER =
      List.of(
          "app",
          "app.bulk",
          "app.check",
          "app.deployed",
          "app.policy",
          "app.diff",
          "app.fetch",
          "app.peek",
          "app.probe",
          "app.ready",
          "app.roots",
          "app.show",
          "app.watch",
          "app.library",
          "cli.message",
          "cli.terminal",
          "cli.option",
          "cli.settings",
          "cli.manual",
          "cli.completion",
          "cli.command");

  @Test
  void eachPackageUsesOnlyThoseThatItMay() {
    USES.forEach(ArchitectureTest::checkUse);
  }

  @Test
  void eachUpperRoomUsesOnlyThoseBelow() {
    List<String> below = new ArrayList<>(USES.keySet());
    for (String room : UPPER) {
      checkUse(room, below);
      below.add(room);
    }
  }

  /**
   * A room is held to its own line, whatever the house that it is part of may use; whoever may use
   * a house from outside may use all of its rooms.
   */
  private static void checkUse(String name, List<String> used) {
    String[] allowed = new String[used.size() + 1];
    allowed[0] = "gcert." + name;
    for (int i = 0; i < used.size(); i++) {
      boolean own = (name + ".").startsWith(used.get(i) + ".");
      allowed[i + 1] = "gcert." + used.get(i) + (own ? "" : "..");
    }
    classes()
        .that()
        .resideInAPackage("gcert." + name)
        .should()
        .onlyDependOnClassesThat(not(resideInAPackage("gcert..")).or(resideInAnyPackage(allowed)))
        .check(CODE);
  }

  @Test
  void noPackageIsMissingFromTheTable() {
    TreeSet<String> found = new TreeSet<>();
    CODE.forEach(type -> found.add(type.getPackageName().substring("gcert.".length())));
    found.removeAll(UPPER);
    found.remove("cli");

    assertThat(found).isEqualTo(new TreeSet<>(USES.keySet()));
  }

  @Test
  void noPackagesDependOnEachOtherInARing() {
    slices().matching("gcert.(**)").should().beFreeOfCycles().check(CODE);
  }

  /** Within one package too: a newcomer reads its classes from the bottom up. */
  @Test
  void noClassesOfAPackageDependOnEachOtherInARing() {
    TreeSet<String> packages = new TreeSet<>();
    CODE.forEach(type -> packages.add(type.getPackageName()));
    for (String name : packages) {
      slices().assignedFrom(classesOf(name)).should().beFreeOfCycles().check(CODE);
    }
  }

  @Test
  void aPackageOfMoreThan25FilesSaysWhy() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
      for (Path folder : all.filter(Files::isDirectory).toList()) {
        if (sources(folder) > 25) {
          assertThat(folder.resolve("package-info.java"))
              .content()
              .as("%s has %d files", folder, sources(folder))
              .contains("Many files on purpose:");
        }
      }
    }
  }

  private static long sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).count();
    }
  }

  /** Each class of a package a slice of its own, with the classes in it. */
  private static SliceAssignment classesOf(String name) {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        String whole = type.getName();
        int nested = whole.indexOf('$');
        return type.getPackageName().equals(name)
            ? SliceIdentifier.of(nested < 0 ? whole : whole.substring(0, nested))
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "classes of " + name;
      }
    };
  }

  @Test
  void theApplicationKnowsNothingOfTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("gcert.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("gcert.cli..", "picocli..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.Console")
        .check(CODE);
  }

  @Test
  void onlyTheCommandLineKnowsTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage("gcert.cli..")
        .should()
        .accessField(System.class, "in")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(CODE);
  }

  @Test
  void onlyOneRoomKnowsWhoseTlsItIs() {
    noClasses()
        .that()
        .resideOutsideOfPackage("gcert.tls..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle.tls..")
        .check(CODE);
  }

  @Test
  void judgingReadsNothingAndKnowsNoTime() {
    noClasses()
        .that()
        .resideInAPackage("gcert.trust..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net.http.."))
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.io\\.File.*|java\\.net\\.(Server|Datagram)?Socket|java\\.net\\.URL.*")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(CODE);
  }
}
