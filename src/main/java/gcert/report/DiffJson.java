package gcert.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import gcert.comparison.Comparison;
import gcert.comparison.Difference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A comparison as one JSON object on a line. */
public final class DiffJson {
  private static final JsonFactory FACTORY = JsonText.factory();

  private DiffJson() {}

  /**
   * The object, ended by a line feed.
   *
   * @param before the result that the first certificate is from
   * @param after the result that the second certificate is from
   * @param exitCode the exit code of the run
   */
  public static byte[] line(Result before, Result after, Comparison comparison, int exitCode) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", "gcert-diff/1");
      json.writeStringField("outcome", comparison.outcome().word());
      json.writeNumberField("exit_code", exitCode);
      side(json, "before", before);
      side(json, "after", after);
      json.writeArrayFieldStart("differences");
      for (Difference difference : comparison.differences()) {
        json.writeStartObject();
        json.writeStringField("field", difference.field());
        json.writeBooleanField("material", difference.material());
        texts(json, "before", difference.before());
        texts(json, "after", difference.after());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void side(JsonGenerator json, String field, Result result) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("target", JsonText.wellFormed(result.observation().target().text()));
    json.writeStringField("time", result.observation().time().toString());
    json.writeStringField("sha256", result.observation().chain().get(0).sha256());
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String field, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(JsonText.wellFormed(text));
    }
    json.writeEndArray();
  }
}
