package gcert.testing;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a test reads from a line that {@code gcert probe --json} has printed. */
public final class ProbeLine {
  private ProbeLine() {}

  /** The versions that the server speaks, in the order of the line. */
  public static List<String> spoken(JsonNode line) {
    List<String> spoken = new ArrayList<>();
    for (JsonNode version : line.get("versions")) {
      if (version.get("supported").asBoolean(false)) {
        spoken.add(version.get("version").asString());
      }
    }
    return spoken;
  }

  /** The names of code points. */
  public static List<String> names(JsonNode codes) {
    List<String> names = new ArrayList<>();
    codes.forEach(code -> names.add(code.get("name").asString()));
    return names;
  }
}
