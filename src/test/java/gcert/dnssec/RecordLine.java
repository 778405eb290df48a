package gcert.dnssec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.util.BigIntegers;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** Reads records as Unbound writes them in its tests. */
final class RecordLine {
  private static final int DSA_NUMBER = 20;

  /** From the word RRSIG: where the algorithm is, and where the signature begins. */
  private static final int ALGORITHM = 2;

  private static final int SIGNATURE = 9;

  private RecordLine() {}

  static Record parse(String line) throws IOException {
    int comment = line.indexOf(';');
    List<String> words =
        new ArrayList<>(
            Arrays.asList((comment < 0 ? line : line.substring(0, comment)).split("\\s+")));
    for (int i = 1; i < words.size(); i++) {
      int algorithm = DNSSEC.Algorithm.value(words.get(i));
      if (algorithm > 0 && words.get(i).matches("[A-Z].*")) {
        words.set(i, String.valueOf(algorithm));
      }
    }
    int type = words.indexOf("RRSIG");
    if (type > 0 && words.size() == type + SIGNATURE) {
      words.add("AA==");
    }
    if (type > 0 && words.size() > type + SIGNATURE && isDsa(words.get(type + ALGORITHM))) {
      String signature = String.join("", words.subList(type + SIGNATURE, words.size()));
      words = new ArrayList<>(words.subList(0, type + SIGNATURE));
      words.add(Base64.getEncoder().encodeToString(dsa(Base64.getDecoder().decode(signature))));
    }
    byte[] octets = String.join(" ", words).getBytes(StandardCharsets.ISO_8859_1);
    try (Master master = new Master(new ByteArrayInputStream(octets), Name.root, 3600)) {
      return master.nextRecord();
    }
  }

  private static boolean isDsa(String algorithm) {
    return algorithm.equals("3") || algorithm.equals("6");
  }

  /** Unbound took DSA signatures as DER, not as RFC 2536 section 3 has them. */
  private static byte[] dsa(byte[] signature) {
    if (signature.length <= 2 * DSA_NUMBER + 1) {
      return signature;
    }
    ASN1Sequence numbers = ASN1Sequence.getInstance(signature);
    byte[] octets = new byte[2 * DSA_NUMBER + 1];
    for (int i = 0; i < 2; i++) {
      byte[] number =
          BigIntegers.asUnsignedByteArray(
              DSA_NUMBER, ASN1Integer.getInstance(numbers.getObjectAt(i)).getValue());
      System.arraycopy(number, 0, octets, 1 + i * DSA_NUMBER, DSA_NUMBER);
    }
    return octets;
  }
}
