package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.Gcert;
import gcert.testing.ProbeLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code gcert probe --format json} found out about a server, as lines that stand in a test
 * beside what the server was set to.
 */
final class FoundRange {
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode json;

  private FoundRange(JsonNode json) {
    this.json = json;
  }

  /** Runs the program, which has to find out everything. */
  static FoundRange of(String target, String... options) {
    List<String> arguments = new ArrayList<>(List.of("probe", "--format", "json"));
    arguments.addAll(List.of(options));
    arguments.add(target);
    Gcert.Outcome outcome = Gcert.run(arguments.toArray(new String[0]));
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return new FoundRange(JSON.readTree(outcome.text()));
  }

  JsonNode json() {
    return json;
  }

  /** One version; fails when the line has none of that name. */
  JsonNode version(String name) {
    for (JsonNode version : json.get("versions")) {
      if (version.get("version").asString().equals(name)) {
        return version;
      }
    }
    throw new AssertionError(name);
  }

  /** The codes of a version's suites, as four hexadecimal digits, in the order of the line. */
  List<String> codes(String version) {
    List<String> codes = new ArrayList<>();
    version(version).path("suites").forEach(suite -> codes.add(suite.get("code").asString()));
    return codes;
  }

  /**
   * Everything but the hellos. In the order of the server's preference where it has one, and
   * otherwise by name; suites by OpenSSL's name where there is one.
   */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (JsonNode version : json.get("versions")) {
      if (version.get("supported").asBoolean(false)) {
        version(lines, version);
      }
    }
    features(lines, "with", true);
    features(lines, "without", false);
    List<String> protocols = new ArrayList<>();
    json.get("alpn").forEach(protocol -> protocols.add(protocol.asString()));
    add(lines, "alpn", protocols);
    List<String> keys = new ArrayList<>();
    json.get("certificates")
        .forEach(each -> keys.add(each.get("key").asString().replace(' ', '-')));
    add(lines, "certificates", new ArrayList<>(new TreeSet<>(keys)));
    return lines;
  }

  private static void version(List<String> lines, JsonNode version) {
    String name = version.get("version").asString();
    List<String> suites = new ArrayList<>();
    TreeSet<Integer> sizes = new TreeSet<>();
    for (JsonNode suite : version.get("suites")) {
      suites.add(suite.path("openssl").asString(suite.get("name").asString()));
      if (suite.has("dh_bits")) {
        sizes.add(suite.get("dh_bits").asInt());
      }
    }
    add(lines, name, ordered(suites, version.path("suite_order").asString("")));
    add(lines, name + " DH", sizes.stream().map(String::valueOf).toList());
    String order = version.path("group_order").asString("");
    add(lines, name + " groups", ordered(ProbeLine.names(version.path("groups")), order));
    List<String> schemes = new ArrayList<>(ProbeLine.names(version.path("signature_schemes")));
    add(lines, name + " schemes", new ArrayList<>(new TreeSet<>(schemes)));
  }

  private static List<String> ordered(List<String> names, String order) {
    if (order.equals("server")) {
      return names;
    }
    List<String> sorted = new ArrayList<>(new TreeSet<>(names));
    if (order.equals("client")) {
      sorted.add("(the client's order)");
    }
    return sorted;
  }

  private void features(List<String> lines, String word, boolean supported) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> feature : json.get("features").properties()) {
      if (!feature.getValue().isNull() && feature.getValue().asBoolean() == supported) {
        names.add(feature.getKey());
      }
    }
    add(lines, word, names);
  }

  private static void add(List<String> lines, String label, List<String> names) {
    if (!names.isEmpty()) {
      lines.add(label + ": " + String.join(" ", names));
    }
  }
}
