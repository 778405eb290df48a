package gcert.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import gcert.certificate.Certificate;
import gcert.failure.Failure;
import gcert.pem.PemEncoder;
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

/** One JSON object a line for each endpoint, as {@code docs/gcert-1.schema.json} describes it. */
public final class JsonReport {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonReport() {}

  /** The object of one result, ended by a line feed, UTF-8. */
  public static byte[] line(Result result) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", "gcert/1");
      writeEndpoint(json, result);
      writeSession(json, result.observation());
      writeCertificates(json, "certificates", result.observation().chain(), result.at());
      if (result.verdict().isPresent()) {
        writeVerdict(json, result.verdict().get(), result.at());
      }
      writeTiming(json, result.observation().timing());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void writeEndpoint(JsonGenerator json, Result result) throws IOException {
    Observation observation = result.observation();
    json.writeStringField("target", observation.target().text());
    if (observation.target() instanceof ServerTarget server) {
      json.writeStringField("host", server.host().text());
      json.writeNumberField("port", server.port());
      json.writeStringField("protocol", server.protocol().scheme());
    }
    if (observation.address().isPresent()) {
      json.writeStringField("address", observation.address().get().getAddress().getHostAddress());
    }
    json.writeStringField("time", observation.time().toString());
    json.writeStringField("status", result.status().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("exit_code", result.exitCode());
    Optional<Failure> failure = observation.failure();
    if (failure.isPresent()) {
      json.writeStringField("step", failure.get().step().label());
      json.writeStringField("error", failure.get().what());
      if (failure.get().hint().isPresent()) {
        json.writeStringField("hint", failure.get().hint().get());
      }
    }
  }

  private static void writeSession(JsonGenerator json, Observation observation) throws IOException {
    if (observation.session().isPresent()) {
      TlsSession session = observation.session().get();
      json.writeObjectFieldStart("tls");
      json.writeStringField("version", session.version());
      json.writeStringField("cipher", session.cipher());
      writeIfPresent(json, "group", session.group());
      writeIfPresent(json, "server_name", session.serverName());
      json.writeBooleanField("client_certificate_requested", session.clientCertificateRequested());
      json.writeBooleanField(
          "ocsp_stapled", session.ocspResponses().stream().anyMatch(r -> r.length > 0));
      json.writeEndObject();
    }
    if (observation.plaintext().isPresent()) {
      json.writeObjectFieldStart("starttls");
      json.writeStringField("greeting", observation.plaintext().get().greeting());
      json.writeArrayFieldStart("capabilities");
      for (String capability : observation.plaintext().get().capabilities()) {
        json.writeString(capability);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void writeVerdict(JsonGenerator json, Verdict verdict, Instant at)
      throws IOException {
    writeCertificates(json, "path", verdict.path(), at);
    if (verdict.anchor().isPresent()) {
      Anchor anchor = verdict.anchor().get();
      json.writeObjectFieldStart("anchor");
      json.writeStringField("subject", anchor.certificate().subject());
      json.writeStringField("sha256", anchor.certificate().sha256());
      json.writeStringField("source", anchor.source());
      json.writeEndObject();
    }
    json.writeArrayFieldStart("findings");
    for (Finding finding : verdict.findings()) {
      json.writeStartObject();
      json.writeStringField("rule", finding.rule().id());
      json.writeStringField("severity", finding.severity().name().toLowerCase(Locale.ROOT));
      json.writeStringField("message", finding.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeCertificates(
      JsonGenerator json, String field, List<Certificate> certificates, Instant at)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Certificate certificate : certificates) {
      json.writeStartObject();
      json.writeStringField("subject", certificate.subject());
      json.writeStringField("issuer", certificate.issuer());
      json.writeStringField("serial", certificate.serialNumber().toString(16));
      json.writeStringField("not_before", certificate.notBefore().toString());
      json.writeStringField("not_after", certificate.notAfter().toString());
      json.writeNumberField("days_left", daysLeft(certificate, at));
      json.writeArrayFieldStart("names");
      for (String name : certificate.names()) {
        json.writeString(name);
      }
      json.writeEndArray();
      json.writeStringField("key", certificate.key());
      json.writeStringField("signature", certificate.signature());
      json.writeStringField("sha256", certificate.sha256());
      json.writeStringField("spki_sha256", certificate.spkiSha256());
      json.writeStringField("pem", PemEncoder.encode(certificate.der()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Whole days until the end of the lifetime, rounded down: negative after it. */
  private static long daysLeft(Certificate certificate, Instant at) {
    return Math.floorDiv(
        Duration.between(at, certificate.notAfter()).toSeconds(), Duration.ofDays(1).toSeconds());
  }

  private static void writeTiming(JsonGenerator json, Timing timing) throws IOException {
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
      json.writeStringField(field, value.get());
    }
  }
}
