package gcert.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import gcert.app.ExitCode;
import gcert.certificate.Certificate;
import gcert.cli.command.CommandLines;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.Option;
import gcert.failure.Category;
import gcert.failure.Step;
import gcert.report.CsvReport;
import gcert.report.PrometheusReport;
import gcert.report.Result;
import gcert.testing.ObservationBuilder;
import gcert.testing.TestCertificate;
import gcert.trust.Anchor;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import gcert.watch.EventKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** All that scripts may rely on by its name, a line each, as this working copy has it. */
final class Contract {
  private static final int HIGHEST_EXIT_CODE = 255;

  private Contract() {}

  static SortedSet<String> lines() throws IOException {
    SortedSet<String> lines = new TreeSet<>();
    options(lines);
    exitCodes(lines);
    words(lines);
    jsonKeys(lines);
    reports(lines);
    return lines;
  }

  private static void options(SortedSet<String> lines) {
    List<CommandSpec> specs = new ArrayList<>(CommandLines.specs());
    specs.add(CommandLines.program());
    for (CommandSpec spec : specs) {
      lines.add("command " + spec.qualifiedName());
      for (Option<?> option : spec.options()) {
        String where = "option " + spec.qualifiedName() + " ";
        for (String name : option.names()) {
          lines.add(where + name + (option.takesValue() ? " VALUE" : ""));
        }
        option.shorthand().ifPresent(name -> lines.add(where + name));
        for (String word : option.completion().words()) {
          lines.add(where + option.name() + " " + word);
        }
      }
    }
  }

  private static void exitCodes(SortedSet<String> lines) {
    for (int code = 0; code <= HIGHEST_EXIT_CODE; code++) {
      if (ExitCode.isKnown(code) || code == ExitCode.USAGE) {
        lines.add("exit code " + code);
      }
    }
  }

  private static void words(SortedSet<String> lines) {
    for (Rule rule : Rule.values()) {
      lines.add("rule " + rule.id());
    }
    for (Severity severity : Severity.values()) {
      lines.add("severity " + severity.name().toLowerCase(Locale.ROOT));
    }
    for (Result.Status status : Result.Status.values()) {
      lines.add("status " + status.name());
    }
    for (EventKind event : EventKind.values()) {
      lines.add("event " + event.word());
    }
  }

  /** The names of properties in the schemas, each behind those of the objects that it is in. */
  private static void jsonKeys(SortedSet<String> lines) throws IOException {
    try (DirectoryStream<Path> schemas =
        Files.newDirectoryStream(Path.of("docs"), "*.schema.json")) {
      for (Path schema : schemas) {
        String name = schema.getFileName().toString().replace(".schema.json", "");
        try (JsonParser parser = new JsonFactory().createParser(schema.toFile())) {
          keys(parser, "json " + name + " ", lines);
        }
      }
    }
  }

  private static void keys(JsonParser parser, String before, SortedSet<String> lines)
      throws IOException {
    Deque<String> path = new ArrayDeque<>();
    String field = "";
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      switch (token) {
        case FIELD_NAME -> {
          field = parser.currentName();
          if ("properties".equals(path.peekLast())) {
            lines.add(before + key(path) + field);
          }
        }
        case START_OBJECT, START_ARRAY -> {
          path.addLast(field);
          field = "";
        }
        case END_OBJECT, END_ARRAY -> path.removeLast();
        default -> field = "";
      }
    }
  }

  /** The names of the properties around a place in a schema, and of its definition. */
  private static String key(Deque<String> path) {
    StringBuilder key = new StringBuilder();
    String last = "";
    for (String part : path) {
      if (last.equals("properties") || last.equals("$defs") || last.equals("definitions")) {
        key.append(part).append('.');
      }
      last = part;
    }
    return key.toString();
  }

  private static void reports(SortedSet<String> lines) {
    PrometheusReport prometheus = new PrometheusReport();
    CsvReport csv = new CsvReport();
    String header = new String(csv.add(judged()), StandardCharsets.UTF_8).lines().findFirst().get();
    for (String column : header.split(",")) {
      lines.add("csv " + column);
    }
    prometheus.add(judged());
    prometheus.add(failed());
    new String(prometheus.finish(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("# TYPE "))
        .forEach(line -> lines.add("prometheus " + line.split(" ")[2]));
  }

  private static Result judged() {
    TestCertificate root = TestCertificate.root("Test Root").mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(root).mint();
    List<Certificate> path = ObservationBuilder.of("-").sent(leaf, root).build().chain();
    Verdict verdict =
        new Verdict(
            List.of(new Finding(Rule.NAME, Severity.FAILURE, "wrong")),
            path,
            Optional.of(new Anchor(path.get(1), "bundled")));
    var observation = ObservationBuilder.of("mx.test").sent(leaf).build();
    return new Result(observation, Optional.of(verdict), observation.time(), 1);
  }

  private static Result failed() {
    var observation =
        ObservationBuilder.of("mx.test")
            .failed(Step.CONNECT, Category.NOT_REACHED, "it broke", "try again")
            .build();
    return new Result(observation, Optional.empty(), observation.time(), 3);
  }
}
