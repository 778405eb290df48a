package gcert.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import gcert.dane.TlsaRecord;
import gcert.rollover.Candidate;
import gcert.rollover.HostReadiness;
import gcert.rollover.HostReadiness.Reason;
import gcert.rollover.RolloverPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** One JSON object per line for each host, as {@code docs/gcert-ready-1.schema.json} has it. */
public final class ReadyJson {
  private static final JsonFactory FACTORY = JsonText.factory();

  private ReadyJson() {}

  /** The object of one host, ended by a line feed, UTF-8. */
  public static byte[] line(Candidate candidate, HostReadiness host) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", "gcert-ready/1");
      text(json, "candidate", candidate.name());
      text(json, "spki_sha256", candidate.sha256());
      text(json, "host", host.target().identity().text());
      json.writeNumberField("port", host.target().port());
      text(
          json,
          "status",
          switch (host.state()) {
            case NOW -> "now";
            case WAIT -> "wait";
            case UNKNOWN -> "unknown";
            case BREAK -> "break";
          });
      json.writeNumberField("exit_code", host.state().exitCode());
      if (host.until().isPresent()) {
        text(json, "until", host.until().get().toString());
      }
      json.writeArrayFieldStart("findings");
      for (Reason reason : host.reasons()) {
        json.writeStartObject();
        text(json, "rule", reason.obstacle().id());
        text(json, "severity", severity(reason));
        text(json, "message", reason.message());
        json.writeEndObject();
      }
      json.writeEndArray();
      if (host.plan().isPresent()) {
        writePlan(json, host.plan().get());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static String severity(Reason reason) {
    return switch (reason.state()) {
      case NOW -> reason.warning() ? "warning" : "info";
      case WAIT -> "wait";
      case UNKNOWN, BREAK -> "failure";
    };
  }

  private static void writePlan(JsonGenerator json, RolloverPlan plan) throws IOException {
    json.writeObjectFieldStart("plan");
    text(json, "owner", plan.owner());
    text(json, "zone", plan.zone());
    json.writeNumberField("ttl", plan.ttl().toSeconds());
    writeRecords(json, "add", plan.add());
    writeRecords(json, "remove", plan.remove());
    text(json, "not_before", plan.deploy().toString());
    json.writeEndObject();
  }

  private static void writeRecords(JsonGenerator json, String field, List<TlsaRecord> records)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (TlsaRecord record : records) {
      text(json, record.text());
    }
    json.writeEndArray();
  }

  private static void text(JsonGenerator json, String value) throws IOException {
    json.writeString(JsonText.wellFormed(value));
  }

  private static void text(JsonGenerator json, String field, String value) throws IOException {
    json.writeStringField(field, JsonText.wellFormed(value));
  }
}
