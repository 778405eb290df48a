package gcert.report;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import gcert.tls.TlsSession;
import gcert.trust.Anchor;
import gcert.trust.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One record per result as RFC 4180 has it, with a header; columns are added at the end, never
 * renamed.
 *
 * <p>Foreign text is escaped as for a terminal. A spreadsheet takes a field that begins with one of
 * {@code = + - @} for a formula, so that such text gets an apostrophe before it, as spreadsheets
 * mark text.
 */
public final class CsvReport implements RunReport {
  private static final String HEADER =
      "status,exit_code,target,host,port,address,time,not_before,not_after,days_left,subject,"
          + "issuer,serial,key,sha256,spki_sha256,anchor,anchor_source,tls_version,tls_cipher,"
          + "reason\r\n";
  private static final int LONGEST = 1000;

  private boolean begun;

  @Override
  public byte[] add(Result result) {
    String header = begun ? "" : HEADER;
    begun = true;
    return (header + String.join(",", fields(result)) + "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> fields(Result result) {
    Observation observation = result.observation();
    Optional<ServerTarget> server =
        observation.target() instanceof ServerTarget met ? Optional.of(met) : Optional.empty();
    Optional<Certificate> leaf = observation.chain().stream().findFirst();
    Optional<Anchor> anchor = result.verdict().flatMap(Verdict::anchor);
    Optional<TlsSession> session = observation.session();
    List<String> fields = new ArrayList<>();
    fields.add(result.status().name().toLowerCase(Locale.ROOT));
    fields.add(Integer.toString(result.exitCode()));
    fields.add(text(observation.target().text()));
    fields.add(text(server.map(met -> met.host().text()).orElse("")));
    fields.add(server.map(met -> Integer.toString(met.port())).orElse(""));
    fields.add(text(EndpointText.address(observation)));
    fields.add(observation.time().toString());
    fields.add(leaf.map(met -> met.notBefore().toString()).orElse(""));
    fields.add(leaf.map(met -> met.notAfter().toString()).orElse(""));
    fields.add(leaf.map(met -> Long.toString(DaysLeft.of(met, result.at()))).orElse(""));
    fields.add(text(leaf.map(Certificate::subject).orElse("")));
    fields.add(text(leaf.map(Certificate::issuer).orElse("")));
    fields.add(text(leaf.map(met -> met.serialNumber().toString(16)).orElse("")));
    fields.add(text(leaf.map(Certificate::key).orElse("")));
    fields.add(leaf.map(Certificate::sha256).orElse(""));
    fields.add(leaf.map(Certificate::spkiSha256).orElse(""));
    fields.add(text(anchor.map(met -> ShortName.of(met.certificate())).orElse("")));
    fields.add(text(anchor.map(Anchor::source).orElse("")));
    fields.add(text(session.map(TlsSession::version).orElse("")));
    fields.add(text(session.map(TlsSession::cipher).orElse("")));
    fields.add(quoted(Reason.of(result)));
    return fields;
  }

  private static String text(String foreign) {
    return quoted(Escaped.of(foreign, LONGEST));
  }

  private static String quoted(String text) {
    boolean formula = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    return safe.contains(",") || safe.contains("\"") || safe.contains("'")
        ? "\"" + safe.replace("\"", "\"\"") + "\""
        : safe;
  }
}
