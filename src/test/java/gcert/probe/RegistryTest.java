package gcert.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NamedGroup;
import org.junit.jupiter.api.Test;

/** The tables of code points say what the registries say. */
class RegistryTest {

  @Test
  void suitesHaveTheNamesAndCodesOfTheRegistry() throws IllegalAccessException {
    for (Field field : CipherSuite.class.getFields()) {
      String name = field.getName();
      if (name.startsWith("TLS_") && !name.contains("SCSV")) {
        assertThat(Registry.suite(field.getInt(null)).name()).isEqualTo(name);
      }
    }
  }

  @Test
  void groupsHaveTheNamesAndCodesOfTheRegistry() {
    assertThat(Registry.group(NamedGroup.X25519MLKEM768).name()).isEqualTo("X25519MLKEM768");
    assertThat(Registry.group(29).name()).isEqualTo("x25519");
    assertThat(Registry.group(260).name()).isEqualTo("ffdhe8192");
  }

  @Test
  void namesAreUnique() {
    for (List<CodePoint> table :
        List.of(
            Stream.concat(Registry.commonSuites().stream(), Registry.rareSuites().stream())
                .toList(),
            Registry.groups(),
            Registry.schemes(),
            Registry.ssl2Kinds())) {
      Set<String> names = new HashSet<>();
      table.stream()
          // Netscape gave two codes to each of its FIPS suites.
          .filter(entry -> !entry.name().startsWith("SSL_RSA_FIPS"))
          .forEach(entry -> assertThat(names.add(entry.name())).as(entry.name()).isTrue());
    }
  }

  @Test
  void knowsBothNamesOfASuite() {
    assertThat(Registry.suite(0xc02f).name()).isEqualTo("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    assertThat(Registry.suite(0xc02f).openSslName()).isEqualTo("ECDHE-RSA-AES128-GCM-SHA256");
    assertThat(Registry.suite(0xc02f).bits()).isEqualTo(128);
  }

  @Test
  void namesUnknownCodesByTheirDigits() {
    assertThat(Registry.suite(0xeaea).name()).isEqualTo("0xeaea");
    assertThat(Registry.ssl2Kind(0xabcdef).name()).isEqualTo("0xabcdef");
  }
}
