package gcert.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.asn1.MalformedAsn1Exception;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DERUniversalString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names: their text, and when two of them are the same. */
class DistinguishedNameTest {
  private static final String CN = "2.5.4.3";
  private static final String ORGANIZATION_IDENTIFIER = "2.5.4.97";
  private static final String DOMAIN_COMPONENT = "0.9.2342.19200300.100.1.25";
  private static final String EMAIL = "1.2.840.113549.1.9.1";

  @Test
  void everyTypeOfStringIsReadAlike() throws Exception {
    DistinguishedName utf8 = name(CN, new DERUTF8String("Zürich"));
    assertThat(utf8.text()).isEqualTo("CN=Zürich");
    byte[] wide = "Zürich".getBytes("UTF-32BE");
    for (ASN1Encodable value :
        new ASN1Encodable[] {
          new DERBMPString("Zürich"),
          new DERUniversalString(wide),
          new DERT61String("Zürich".getBytes(StandardCharsets.ISO_8859_1)),
        }) {
      assertThat(name(CN, value).text()).isEqualTo("CN=Zürich");
      assertThat(name(CN, value)).isEqualTo(utf8).hasSameHashCodeAs(utf8);
    }
  }

  @ParameterizedTest
  @CsvSource({"Example, EXAMPLE", "'A  B', ' a b '", "Straße, STRASSE", "é, é"})
  void caseWhiteSpaceAndCompositionDoNotMatter(String one, String other) throws Exception {
    for (String type : new String[] {CN, ORGANIZATION_IDENTIFIER}) {
      assertThat(name(type, new DERUTF8String(one)))
          .isEqualTo(name(type, new DERUTF8String(other)));
    }
  }

  @Test
  void identifiersComponentsAndMailboxesAreComparedLikeTheRest() throws Exception {
    assertThat(name(ORGANIZATION_IDENTIFIER, new DERPrintableString("VATDE-1")))
        .isEqualTo(name(ORGANIZATION_IDENTIFIER, new DERUTF8String("VATDE-1")));
    assertThat(name(DOMAIN_COMPONENT, new DERIA5String("Example")))
        .isEqualTo(name(DOMAIN_COMPONENT, new DERIA5String("example")));
    assertThat(name(EMAIL, new DERIA5String("Ca@Example.net")))
        .isEqualTo(name(EMAIL, new DERUTF8String("ca@example.net")));
  }

  @Test
  void otherAttributesAndValuesMakeOtherNames() throws Exception {
    DistinguishedName one = name(CN, new DERUTF8String("a"));
    assertThat(one).isNotEqualTo(name(CN, new DERUTF8String("b")));
    assertThat(one).isNotEqualTo(name("2.5.4.10", new DERUTF8String("a")));
    assertThat(one).isNotEqualTo(DistinguishedName.EMPTY);
    assertThat(name(CN, new ASN1Integer(1))).isNotEqualTo(name(CN, new ASN1Integer(2)));
  }

  @Test
  void aTextThatCannotBeReadIsShownByItsOctets() throws Exception {
    DistinguishedName half = name(CN, new DERBMPString("\ud800"));
    assertThat(half.isLegible()).isFalse();
    assertThat(half.text()).isEqualTo("CN=#1e02d800");
    assertThat(name("1.2.3", new DERUTF8String("x")).text()).isEqualTo("1.2.3=#0c0178");
  }

  @Test
  void textIsThatOfRfc2253AsJavaWritesIt() throws Exception {
    Random random = new Random(7);
    String letters = "aZ0 ,+\"\\<>;=#é€\t\0.";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(6); j >= 0; j--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      DistinguishedName name = name(CN, new DERUTF8String(text.toString()));
      assertThat(name.text()).isEqualTo(new X500Principal(name.der()).getName());
    }
  }

  private static DistinguishedName name(String type, ASN1Encodable value)
      throws MalformedAsn1Exception, IOException {
    ASN1EncodableVector attribute = new ASN1EncodableVector();
    attribute.add(new ASN1ObjectIdentifier(type));
    attribute.add(value);
    return DistinguishedName.of(new DERSequence(new DERSet(new DERSequence(attribute))));
  }
}
