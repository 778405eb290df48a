package gcert.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import gcert.certificate.Certificate;
import gcert.failure.Failure;
import gcert.probe.CodePoint;
import gcert.probe.HelloTolerance;
import gcert.probe.HelloTrial;
import gcert.probe.Preference;
import gcert.probe.ProbeOutcome;
import gcert.probe.Registry;
import gcert.probe.ServerRange;
import gcert.probe.Showing;
import gcert.probe.Support;
import gcert.probe.VersionRange;
import gcert.probe.judging.Assessment;
import gcert.probe.judging.Difference;
import gcert.probe.judging.Finding;
import gcert.probe.judging.JudgedProbe;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** One JSON object per line for each server, as {@code docs/gcert-probe-1.schema.json} has it. */
public final class ProbeJson {
  private static final JsonFactory FACTORY = JsonText.factory();

  private ProbeJson() {}

  /** The object of one server, ended by a line feed, UTF-8. */
  public static byte[] line(JudgedProbe judged) {
    ProbeOutcome probed = judged.probed();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", "gcert-probe/1");
      writeEndpoint(json, judged);
      if (probed.range().isPresent()) {
        writeRange(json, probed.range().get());
      }
      writeAssessments(json, judged.assessments());
      if (judged.compared()) {
        writeDifferences(json, judged.differences());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void writeEndpoint(JsonGenerator json, JudgedProbe judged) throws IOException {
    ProbeOutcome probed = judged.probed();
    Observation seen = probed.seen();
    text(json, "target", seen.target().text());
    if (seen.target() instanceof ServerTarget server) {
      text(json, "host", server.host().text());
      if (server.name().isPresent()) {
        text(json, "name", server.name().get().text());
      }
      json.writeNumberField("port", server.port());
      text(json, "protocol", server.protocol().scheme());
    }
    if (seen.address().isPresent()) {
      text(json, "address", seen.addressText().orElseThrow());
    }
    text(json, "time", seen.time().toString());
    text(json, "status", probed.exitCode() == 0 ? "ok" : "error");
    json.writeNumberField("exit_code", judged.exitCode());
    if (probed.failure().isPresent()) {
      Failure failure = probed.failure().get();
      text(json, "step", failure.step().label());
      text(json, "error", failure.what());
      if (failure.hint().isPresent()) {
        text(json, "hint", failure.hint().get());
      }
    }
  }

  private static void writeRange(JsonGenerator json, ServerRange range) throws IOException {
    json.writeNumberField("connections", range.connections());
    json.writeNumberField("took_ms", range.took().toMillis());
    json.writeArrayFieldStart("versions");
    for (VersionRange version : range.versions()) {
      writeVersion(json, version);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("features");
    for (ServerRange.Found found : range.features()) {
      json.writeFieldName(found.feature().key());
      writeSupport(json, found.support());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("alpn");
    for (String protocol : range.protocols()) {
      json.writeString(JsonText.wellFormed(protocol));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("certificates");
    for (Certificate certificate : range.certificates()) {
      writeCertificate(json, certificate);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("showings");
    for (Showing showing : range.showings()) {
      writeShowing(json, showing);
    }
    json.writeEndArray();
    writeHellos(json, range.hellos());
  }

  private static void writeHellos(JsonGenerator json, HelloTolerance hellos) throws IOException {
    text(json, "post_quantum", hellos.postQuantum().key());
    json.writeArrayFieldStart("hellos");
    for (HelloTrial trial : hellos.trials()) {
      json.writeStartObject();
      text(json, "shape", trial.shape().key());
      json.writeNumberField("octets", trial.octets());
      text(json, "outcome", trial.outcome().label());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("long_hellos_lost", hellos.losesLongHellos());
  }

  private static void writeShowing(JsonGenerator json, Showing showing) throws IOException {
    json.writeStartObject();
    if (showing.address().isPresent()) {
      text(json, "address", showing.address().get().getHostAddress());
    }
    text(json, "sent", showing.sent().key());
    if (showing.name().isPresent()) {
      text(json, "server_name", showing.name().get());
    }
    text(json, "authentication", showing.authentication());
    if (showing.certificate().isPresent()) {
      text(json, "sha256", showing.certificate().get().sha256());
    }
    if (showing.alert().isPresent()) {
      json.writeNumberField("alert", showing.alert().getAsInt());
    }
    json.writeEndObject();
  }

  private static void writeAssessments(JsonGenerator json, List<Assessment> assessments)
      throws IOException {
    if (assessments.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("norms");
    for (Assessment assessment : assessments) {
      json.writeStartObject();
      text(json, "profile", assessment.profile().key());
      text(json, "title", assessment.title());
      text(json, "grade", assessment.worst().label());
      json.writeArrayFieldStart("findings");
      for (Finding finding : assessment.findings()) {
        json.writeStartObject();
        text(json, "subject", finding.subject());
        text(json, "name", finding.name());
        if (finding.grade().isPresent()) {
          text(json, "grade", finding.grade().get().label());
          text(json, "clause", finding.clause());
        } else {
          json.writeNullField("grade");
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeDifferences(JsonGenerator json, List<Difference> differences)
      throws IOException {
    json.writeArrayFieldStart("differences");
    for (Difference difference : differences) {
      json.writeStartObject();
      text(json, "kind", difference.kind().label());
      text(json, "fact", difference.fact());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeVersion(JsonGenerator json, VersionRange range) throws IOException {
    json.writeStartObject();
    text(json, "version", range.version().key());
    json.writeFieldName("supported");
    writeSupport(json, range.support());
    if (range.support() == Support.YES) {
      writePreference(json, "suite_order", range.preference());
      json.writeArrayFieldStart("suites");
      for (VersionRange.Choice choice : range.suites()) {
        json.writeStartObject();
        writeCode(json, choice.suite(), choice.suite().code() > 0xffff ? 6 : 4);
        if (!choice.suite().openSslName().isEmpty()) {
          text(json, "openssl", choice.suite().openSslName());
        }
        json.writeNumberField("bits", choice.suite().bits());
        if (choice.group().isPresent()) {
          text(json, "group", Registry.group(choice.group().getAsInt()).name());
        }
        if (choice.dhBits().isPresent()) {
          json.writeNumberField("dh_bits", choice.dhBits().getAsInt());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      writePreference(json, "group_order", range.groupPreference());
      writeCodes(json, "groups", range.groups());
      writeCodes(json, "signature_schemes", range.schemes());
    }
    json.writeEndObject();
  }

  private static void writeCodes(JsonGenerator json, String field, List<CodePoint> codes)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (CodePoint code : codes) {
      json.writeStartObject();
      writeCode(json, code, 4);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeCode(JsonGenerator json, CodePoint code, int digits) throws IOException {
    text(json, "code", String.format("%0" + digits + "x", code.code()));
    text(json, "name", code.name());
  }

  private static void writePreference(JsonGenerator json, String field, Preference preference)
      throws IOException {
    switch (preference) {
      case SERVER -> text(json, field, "server");
      case CLIENT -> text(json, field, "client");
      case UNKNOWN -> json.writeNullField(field);
    }
  }

  private static void writeSupport(JsonGenerator json, Support support) throws IOException {
    switch (support) {
      case YES -> json.writeBoolean(true);
      case NO -> json.writeBoolean(false);
      case UNKNOWN -> json.writeNull();
    }
  }

  private static void writeCertificate(JsonGenerator json, Certificate certificate)
      throws IOException {
    json.writeStartObject();
    text(json, "subject", certificate.subject());
    text(json, "issuer", certificate.issuer());
    text(json, "not_before", certificate.notBefore().toString());
    text(json, "not_after", certificate.notAfter().toString());
    text(json, "key", certificate.key());
    text(json, "signature", certificate.signature());
    text(json, "sha256", certificate.sha256());
    text(json, "spki_sha256", certificate.spkiSha256());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String field, String value) throws IOException {
    json.writeStringField(field, JsonText.wellFormed(value));
  }
}
