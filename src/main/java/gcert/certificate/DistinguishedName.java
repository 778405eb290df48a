package gcert.certificate;

import gcert.asn1.Asn1Decoding;
import gcert.asn1.MalformedAsn1Exception;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1String;
import org.jspecify.annotations.Nullable;

/**
 * A distinguished name (RFC 5280 section 4.1.2.4). Equality is that of RFC 5280 section 7.1: by
 * attribute, whatever the type of string, letter case and white space.
 *
 * <p>Text is as the name has it: whoever shows it escapes it. Safe for use by several threads.
 */
public final class DistinguishedName {
  /** The name without attributes. */
  public static final DistinguishedName EMPTY =
      new DistinguishedName(List.of(), new byte[] {0x30, 0});

  /** The common name. */
  public static final String COMMON_NAME = "2.5.4.3";

  /** The name of an organization. */
  public static final String ORGANIZATION = "2.5.4.10";

  /** The name of an organizational unit. */
  public static final String ORGANIZATIONAL_UNIT = "2.5.4.11";

  /** An e-mail address, as older certificates have it (RFC 2985 section 5.2.1). */
  public static final String EMAIL_ADDRESS = "1.2.840.113549.1.9.1";

  private final List<List<NameAttribute>> relativeNames;
  private final byte[] der;
  private volatile @Nullable List<String> prepared;

  private DistinguishedName(List<List<NameAttribute>> relativeNames, byte[] der) {
    this.relativeNames = relativeNames;
    this.der = der;
  }

  /**
   * Reads a name.
   *
   * @throws MalformedAsn1Exception when it is not a sequence of sets of attributes
   */
  public static DistinguishedName of(ASN1Encodable name) throws MalformedAsn1Exception {
    if (!(name.toASN1Primitive() instanceof ASN1Sequence parts)) {
      throw new MalformedAsn1Exception("a value of another kind than a name");
    }
    return Asn1Decoding.read("a name that", () -> read(parts));
  }

  private static DistinguishedName read(ASN1Sequence name)
      throws IOException, MalformedAsn1Exception {
    List<List<NameAttribute>> relativeNames = new ArrayList<>(name.size());
    for (ASN1Encodable part : name) {
      List<NameAttribute> attributes = new ArrayList<>(1);
      for (ASN1Encodable pair : ASN1Set.getInstance(part)) {
        ASN1Sequence attribute = ASN1Sequence.getInstance(pair);
        if (attribute.size() != 2) {
          throw new MalformedAsn1Exception("a name with an attribute that is no pair");
        }
        attributes.add(
            new NameAttribute(
                ASN1ObjectIdentifier.getInstance(attribute.getObjectAt(0)).getId(),
                attribute.getObjectAt(1)));
      }
      if (attributes.isEmpty()) {
        throw new MalformedAsn1Exception("a name with an empty part");
      }
      relativeNames.add(attributes);
    }
    return new DistinguishedName(relativeNames, name.getEncoded());
  }

  /** Whether there is no attribute. */
  public boolean isEmpty() {
    return relativeNames.isEmpty();
  }

  /** A copy of the octets. */
  public byte[] der() {
    return der.clone();
  }

  /**
   * The texts of all attributes of a type, in their order; those that cannot be read are left out.
   *
   * @param type the dotted object identifier
   */
  public List<String> texts(String type) {
    List<String> texts = new ArrayList<>(1);
    for (List<NameAttribute> attributes : relativeNames) {
      for (NameAttribute attribute : attributes) {
        if (attribute.type().equals(type)) {
          attribute.text().ifPresent(texts::add);
        }
      }
    }
    return texts;
  }

  /** The text of the last attribute of a type, which is the most specific one. */
  public Optional<String> text(String type) {
    List<String> texts = texts(type);
    return texts.isEmpty() ? Optional.empty() : Optional.of(texts.get(texts.size() - 1));
  }

  /** Whether every value that says that it is a text can be read as one. */
  public boolean isLegible() {
    for (List<NameAttribute> attributes : relativeNames) {
      for (NameAttribute attribute : attributes) {
        boolean text = attribute.value() instanceof ASN1String;
        if (text && attribute.text().isEmpty()) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Whether this name is in the tree of another, or is that other: its first relative names are
   * those of the base (RFC 5280 section 4.2.1.10).
   */
  public boolean isWithin(DistinguishedName base) {
    List<String> own = prepared();
    List<String> first = base.prepared();
    return first.size() <= own.size() && own.subList(0, first.size()).equals(first);
  }

  /** The name as RFC 4514 writes it, attributes beyond those of its table by identifier. */
  public String text() {
    return NameText.of(relativeNames);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DistinguishedName that
        && (Arrays.equals(der, that.der) || prepared().equals(that.prepared()));
  }

  @Override
  public int hashCode() {
    return prepared().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }

  private List<String> prepared() {
    List<String> made = prepared;
    if (made == null) {
      made = NamePreparation.of(relativeNames);
      prepared = made;
    }
    return made;
  }
}
