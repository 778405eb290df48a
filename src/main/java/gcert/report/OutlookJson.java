package gcert.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import gcert.failure.Failure;
import gcert.mtasts.MxPattern;
import gcert.mtasts.StsAssessment;
import gcert.mtasts.StsPolicy;
import gcert.sender.Conflict;
import gcert.sender.Delivery;
import gcert.sender.DomainEvidence;
import gcert.sender.DomainOutlook;
import gcert.sender.Outcome;
import gcert.trust.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One JSON object per line for each domain, as {@code docs/gcert-policy-1.schema.json} has it. */
public final class OutlookJson {
  private static final JsonFactory FACTORY = JsonText.factory();

  private OutlookJson() {}

  /** The object of one domain, ended by a line feed, UTF-8. */
  public static byte[] line(DomainOutlook outlook) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      DomainEvidence evidence = outlook.evidence();
      json.writeStartObject();
      json.writeStringField("schema", "gcert-policy/1");
      text(json, "domain", evidence.domain().text());
      text(json, "time", evidence.time().toString());
      json.writeNumberField("exit_code", outlook.exitCode());
      text(json, "mx_security", evidence.mxSecurity());
      if (evidence.failure().isPresent()) {
        writeFailure(json, evidence.failure().get());
      }
      writePolicy(json, evidence.sts());
      json.writeArrayFieldStart("addresses");
      for (DomainOutlook.Row row : outlook.rows()) {
        writeRow(json, row);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("conflicts");
      for (Conflict conflict : outlook.conflicts()) {
        json.writeStartObject();
        text(json, "id", conflict.id());
        text(json, "message", conflict.message());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("findings");
      for (Finding finding : evidence.sts().findings()) {
        json.writeStartObject();
        text(json, "rule", finding.rule().id());
        text(json, "severity", finding.severity().name().toLowerCase(Locale.ROOT));
        text(json, "message", finding.message());
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

  private static void writeFailure(JsonGenerator json, Failure failure) throws IOException {
    text(json, "step", failure.step().label());
    text(json, "error", failure.what());
    if (failure.hint().isPresent()) {
      text(json, "hint", failure.hint().get());
    }
  }

  private static void writePolicy(JsonGenerator json, StsAssessment sts) throws IOException {
    Optional<StsPolicy> policy = sts.policy();
    if (policy.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("mta_sts");
    text(json, "id", sts.record().orElseThrow().id());
    text(json, "mode", policy.get().mode().word());
    json.writeNumberField("max_age", policy.get().maxAge().toSeconds());
    json.writeArrayFieldStart("mx");
    for (MxPattern pattern : policy.get().hosts()) {
      json.writeString(pattern.text());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeRow(JsonGenerator json, DomainOutlook.Row row) throws IOException {
    json.writeStartObject();
    text(json, "host", row.address().host().text());
    if (row.address().seen().addressText().isPresent()) {
      text(json, "address", row.address().seen().addressText().get());
    }
    if (row.address().seen().failure().isPresent()) {
      writeFailure(json, row.address().seen().failure().get());
    }
    json.writeArrayFieldStart("senders");
    for (Map.Entry<String, Outcome> entry : row.outcomes().entrySet()) {
      Outcome outcome = entry.getValue();
      json.writeStartObject();
      text(json, "sender", entry.getKey());
      text(json, "outcome", outcome.delivery().word());
      json.writeBooleanField("verified", outcome.delivery() == Delivery.VERIFIED);
      text(json, "rule", outcome.rule());
      text(json, "reason", outcome.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, String value) throws IOException {
    json.writeStringField(name, JsonText.wellFormed(value));
  }
}
