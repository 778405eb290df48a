package gcert.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import gcert.certificate.Certificate;
import gcert.failure.Failure;
import gcert.pem.PemEncoder;
import gcert.revocation.CertificateStatus;
import gcert.revocation.RevocationStatus;
import gcert.revocation.SourceStatus;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import gcert.tls.Timing;
import gcert.tls.TlsSession;
import gcert.trust.Anchor;
import gcert.trust.Finding;
import gcert.trust.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One JSON object per line for each endpoint, as {@code docs/gcert-1.schema.json} describes it. */
public final class JsonReport {
  private static final JsonFactory FACTORY = JsonText.factory();

  private JsonReport() {}

  /** The object of one result, ended by a line feed, UTF-8. */
  public static byte[] line(Result result) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", "gcert/1");
      writeEndpoint(json, result, result.status().name().toLowerCase(Locale.ROOT));
      writeSession(json, result.observation());
      writeCertificates(json, "certificates", result.observation().chain(), result.at());
      writeOthers(json, result.observation(), result.at());
      if (result.verdict().isPresent()) {
        writeVerdict(json, result.verdict().get(), result.at());
      }
      writeRevocation(json, result.revocation());
      writeTiming(json, result.observation().timing());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
    return out.toByteArray();
  }

  /** Who was visited, when, and what came of it in one word. */
  static void writeEndpoint(JsonGenerator json, Result result, String status) throws IOException {
    Observation observation = result.observation();
    text(json, "target", observation.target().text());
    if (observation.target() instanceof ServerTarget server) {
      text(json, "host", server.host().text());
      if (server.name().isPresent()) {
        text(json, "name", server.name().get().text());
      }
      json.writeNumberField("port", server.port());
      text(json, "protocol", server.protocol().scheme());
    }
    if (observation.address().isPresent()) {
      text(json, "address", observation.addressText().orElseThrow());
    }
    text(json, "time", observation.time().toString());
    text(json, "status", status);
    json.writeNumberField("exit_code", result.exitCode());
    Optional<Failure> failure = observation.failure();
    if (failure.isPresent()) {
      text(json, "step", failure.get().step().label());
      text(json, "error", failure.get().what());
      if (failure.get().hint().isPresent()) {
        text(json, "hint", failure.get().hint().get());
      }
    }
  }

  static void writeSession(JsonGenerator json, Observation observation) throws IOException {
    if (observation.session().isPresent()) {
      writeTls(json, observation.session().get());
    }
    if (observation.plaintext().isPresent()) {
      json.writeObjectFieldStart("starttls");
      text(json, "greeting", observation.plaintext().get().greeting());
      json.writeArrayFieldStart("capabilities");
      for (String capability : observation.plaintext().get().capabilities()) {
        json.writeString(JsonText.wellFormed(capability));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void writeTls(JsonGenerator json, TlsSession session) throws IOException {
    json.writeObjectFieldStart("tls");
    text(json, "version", session.version());
    text(json, "cipher", session.cipher());
    writeIfPresent(json, "group", session.group());
    if (session.dhBits().isPresent()) {
      json.writeNumberField("dh_bits", session.dhBits().getAsInt());
    }
    writeIfPresent(json, "signature_scheme", session.signatureScheme());
    writeIfPresent(json, "server_name", session.serverName());
    writeIfPresent(json, "alpn", session.applicationProtocol());
    json.writeBooleanField("extended_master_secret", session.extendedMasterSecret());
    if (session.sessionTicket().isPresent()) {
      json.writeBooleanField("session_ticket", session.sessionTicket().get());
    }
    json.writeBooleanField("client_certificate_requested", session.clientCertificateRequested());
    json.writeBooleanField(
        "ocsp_stapled", session.ocspResponses().stream().anyMatch(r -> r.length > 0));
    json.writeArrayFieldStart("weaknesses");
    for (String weakness : session.weaknesses()) {
      json.writeString(JsonText.wellFormed(weakness));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** What the server shows to those who ask for another kind of key. */
  private static void writeOthers(JsonGenerator json, Observation observation, Instant at)
      throws IOException {
    if (observation.others().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("other_certificates");
    for (Observation other : observation.others()) {
      json.writeStartObject();
      if (other.session().isPresent()) {
        writeTls(json, other.session().get());
      }
      writeCertificates(json, "certificates", other.chain(), at);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeVerdict(JsonGenerator json, Verdict verdict, Instant at)
      throws IOException {
    writeCertificates(json, "path", verdict.path(), at);
    if (verdict.anchor().isPresent()) {
      Anchor anchor = verdict.anchor().get();
      json.writeObjectFieldStart("anchor");
      text(json, "subject", anchor.certificate().subject());
      text(json, "sha256", anchor.certificate().sha256());
      text(json, "source", anchor.source());
      json.writeEndObject();
    }
    json.writeArrayFieldStart("findings");
    for (Finding finding : verdict.findings()) {
      json.writeStartObject();
      text(json, "rule", finding.rule().id());
      text(json, "severity", finding.severity().name().toLowerCase(Locale.ROOT));
      text(json, "message", finding.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeRevocation(JsonGenerator json, List<CertificateStatus> statuses)
      throws IOException {
    if (statuses.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("revocation");
    for (CertificateStatus status : statuses) {
      json.writeStartObject();
      text(json, "subject", status.certificate().subject());
      text(json, "sha256", status.certificate().sha256());
      Optional<SourceStatus> decisive = status.decisive();
      text(json, "status", word(decisive));
      if (decisive.isPresent()) {
        text(json, "source", decisive.get().text());
        if (decisive.get().status() instanceof RevocationStatus.Revoked revoked) {
          text(json, "revoked_at", revoked.since().toString());
          text(json, "reason", revoked.reason());
        } else if (decisive.get().status() instanceof RevocationStatus.Good good) {
          text(json, "next_update", good.until().toString());
        }
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String word(Optional<SourceStatus> decisive) {
    if (decisive.isEmpty()) {
      return "unknown";
    }
    return decisive.get().status() instanceof RevocationStatus.Revoked ? "revoked" : "good";
  }

  static void writeCertificates(
      JsonGenerator json, String field, List<Certificate> certificates, Instant at)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Certificate certificate : certificates) {
      json.writeStartObject();
      text(json, "subject", certificate.subject());
      text(json, "issuer", certificate.issuer());
      text(json, "serial", certificate.serialNumber().toString(16));
      text(json, "not_before", certificate.notBefore().toString());
      text(json, "not_after", certificate.notAfter().toString());
      json.writeNumberField("days_left", DaysLeft.of(certificate, at));
      json.writeArrayFieldStart("names");
      for (String name : certificate.names()) {
        json.writeString(JsonText.wellFormed(name));
      }
      json.writeEndArray();
      text(json, "key", certificate.key());
      text(json, "signature", certificate.signature());
      text(json, "sha256", certificate.sha256());
      text(json, "spki_sha256", certificate.spkiSha256());
      text(json, "pem", PemEncoder.encode(certificate.der()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void writeTiming(JsonGenerator json, Timing timing) throws IOException {
    json.writeObjectFieldStart("timing_ms");
    writeMillis(json, "dns", timing.dns());
    writeMillis(json, "connect", timing.connect());
    writeMillis(json, "greeting", timing.greeting());
    writeMillis(json, "starttls", timing.starttls());
    writeMillis(json, "handshake", timing.handshake());
    json.writeEndObject();
  }

  private static void writeMillis(JsonGenerator json, String field, Optional<Duration> time)
      throws IOException {
    if (time.isPresent()) {
      json.writeNumberField(field, Math.round(time.get().toNanos() / 1e5) / 10.0);
    }
  }

  private static void writeIfPresent(JsonGenerator json, String field, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      text(json, field, value.get());
    }
  }

  private static void text(JsonGenerator json, String field, String value) throws IOException {
    json.writeStringField(field, JsonText.wellFormed(value));
  }
}
