package gcert.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import gcert.certificate.Certificate;
import gcert.pem.PemEncoder;
import gcert.trust.Anchor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sets of root certificates, for a person and for programs. */
public final class RootsReport {
  private static final JsonFactory FACTORY = JsonText.factory();
  private static final String GAP = "  ";
  private static final int DATE = 10;

  private final Layout layout;

  /** Makes one for a screen. */
  public RootsReport(Layout layout) {
    this.layout = layout;
  }

  /** A line for each root: its name, its key, its last day; two lines where one is too narrow. */
  public String list(List<Certificate> roots) {
    return list(roots, "");
  }

  /**
   * The same with a mark before each.
   *
   * @param mark for example {@code "+ "}
   */
  public String list(List<Certificate> roots, String mark) {
    int name = 0;
    int key = 0;
    for (Certificate root : roots) {
      name = Math.max(name, DisplayWidth.of(shown(root)));
      key = Math.max(key, DisplayWidth.of(layout.text(root.key())));
    }
    int room = layout.columns() - mark.length();
    boolean table = name + key + DATE + 2 * GAP.length() <= room;
    StringBuilder text = new StringBuilder();
    for (Certificate root : roots) {
      String shown = shown(root);
      String facts = LineWrapper.padded(layout.text(root.key()), key) + GAP + lastDay(root);
      if (table) {
        text.append(mark)
            .append(LineWrapper.padded(shown, name))
            .append(GAP)
            .append(facts)
            .append('\n');
      } else {
        String before = mark;
        for (String line : LineWrapper.ofWords(shown, room)) {
          text.append(before).append(line).append('\n');
          before = " ".repeat(mark.length());
        }
        text.append(before).append(GAP).append(facts).append('\n');
      }
    }
    return text.toString();
  }

  /** One root in full. */
  public String details(Anchor root) {
    StringBuilder text = new StringBuilder();
    String name = layout.text(name(root.certificate()));
    List<String> lines =
        new ArrayList<>(
            LineWrapper.ofWords(name + " (" + layout.text(root.source()) + ")", room()));
    for (String line : lines) {
      text.append(layout.painted(Colour.STRONG, line)).append('\n');
    }
    for (String line : CertificateDetails.lines(root.certificate(), layout, room())) {
      text.append("    ").append(line).append('\n');
    }
    return text.toString();
  }

  /** Every root as PEM. */
  public static String pem(List<Certificate> roots) {
    StringBuilder text = new StringBuilder();
    for (Certificate root : roots) {
      text.append(PemEncoder.encode(root.der()));
    }
    return text.toString();
  }

  /**
   * The set as one JSON object on a line.
   *
   * @param source the word for the set
   * @param taken the day from which it is; empty where it does not say
   */
  public static byte[] json(List<Certificate> roots, String source, Optional<LocalDate> taken) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", "gcert-roots/1");
      json.writeStringField("source", JsonText.wellFormed(source));
      if (taken.isPresent()) {
        json.writeStringField("taken", taken.get().toString());
      }
      json.writeArrayFieldStart("roots");
      for (Certificate root : roots) {
        root(json, root);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void root(JsonGenerator json, Certificate root) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", JsonText.wellFormed(ShortName.of(root)));
    json.writeStringField("subject", JsonText.wellFormed(root.subject()));
    json.writeStringField("serial", root.serialNumber().toString(16));
    json.writeStringField("not_before", root.notBefore().toString());
    json.writeStringField("not_after", root.notAfter().toString());
    json.writeStringField("key", root.key());
    json.writeStringField("signature", root.signature());
    json.writeStringField("sha256", root.sha256());
    json.writeStringField("spki_sha256", root.spkiSha256());
    json.writeStringField("pem", PemEncoder.encode(root.der()));
    json.writeEndObject();
  }

  private String shown(Certificate root) {
    return layout.text(name(root));
  }

  /**
   * The common name; where that is only the organization's, the unit too, which tells its roots
   * apart. The same in every list, whatever else is in it.
   */
  private static String name(Certificate root) {
    String name = ShortName.of(root);
    boolean vague = ShortName.organization(root).filter(name::equals).isPresent();
    return vague ? name + ShortName.unit(root).map(unit -> ", " + unit).orElse("") : name;
  }

  private int room() {
    return layout.columns() - 4;
  }

  private static LocalDate lastDay(Certificate root) {
    return root.notAfter().atZone(ZoneOffset.UTC).toLocalDate();
  }
}
