package gcert.dnssec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSKEYRecord.Flags;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;

/**
 * The keys that are trusted by configuration (RFC 4033 section 2): DS or DNSKEY records in the form
 * of zone files, which is also what {@code unbound-anchor} and {@code dig} write.
 */
public final class TrustAnchors {
  private static final int LONGEST = 65_536;
  private static final int MOST = 64;

  private final byte[] text;
  private final List<Name> zones;

  private TrustAnchors(byte[] text, List<Name> zones) {
    this.text = text;
    this.zones = zones;
  }

  /** Those of the root zone, as IANA publishes them. */
  public static TrustAnchors ofRoot() {
    try (InputStream in =
        Objects.requireNonNull(TrustAnchors.class.getResourceAsStream("root.ds"))) {
      return parse(in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("the root's keys belong to the program", e);
    }
  }

  /**
   * Reads a file's content.
   *
   * @throws IOException when it holds none, or anything that is not a record; the message is one
   *     clause
   */
  public static TrustAnchors parse(byte[] text) throws IOException {
    if (text.length > LONGEST) {
      throw new IOException("is longer than " + LONGEST + " octets");
    }
    List<Name> zones = new ArrayList<>();
    try (Master master = new Master(new ByteArrayInputStream(text), Name.root, 0)) {
      master.disableIncludes(true);
      Record record;
      while ((record = master.nextRecord()) != null) {
        boolean key =
            record instanceof DNSKEYRecord dnskey
                && (dnskey.getFlags() & Flags.ZONE_KEY) != 0
                && (dnskey.getFlags() & Flags.REVOKE) == 0;
        if (!key && !(record instanceof DSRecord)) {
          throw new IOException("holds other records than the DS or DNSKEY of a zone");
        }
        zones.add(record.getName());
        if (zones.size() > MOST) {
          throw new IOException("holds more than " + MOST + " keys");
        }
      }
    } catch (TextParseException e) {
      String where = String.valueOf(e.getMessage()).replaceFirst("^<none>:", "line ");
      throw new IOException("is not in the form of a zone file: " + where, e);
    }
    if (zones.isEmpty()) {
      throw new IOException("holds no DS or DNSKEY record");
    }
    return new TrustAnchors(text.clone(), List.copyOf(zones));
  }

  /** As dnsjava reads them. */
  InputStream stream() {
    return new ByteArrayInputStream(text);
  }

  /** Whether one of them stands at or above a name. */
  boolean cover(Name name) {
    return zones.stream().anyMatch(name::subdomain);
  }
}
