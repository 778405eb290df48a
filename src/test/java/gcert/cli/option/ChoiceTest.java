package gcert.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gcert.tls.TlsVersion;
import gcert.trust.requirement.TlsRequirement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that a user may choose from, as they are typed. */
final class ChoiceTest {
  private enum Format {
    PEM,
    PKCS12
  }

  private final Choice<Format> choice = Choice.of(Format.values());

  @Test
  void takesAWordInAnyCase() throws InvalidValueException {
    assertThat(choice.parse("PEM")).isEqualTo(Format.PEM);
    assertThat(choice.parse("pkcs12")).isEqualTo(Format.PKCS12);
  }

  @Test
  void knowsWhatOtherProgramsCallTheSame() {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> choice.parse("p12"))
        .withMessage("is not one of pem, pkcs12; did you mean pkcs12?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.3", "tls1.3", "TLS1.3", "TLSv1.3"})
  void aVersionOfTlsIsWrittenInOneWayForEachOption(String written) {
    assertThat(TlsVersion.of(written)).isEqualTo(Optional.of(TlsVersion.TLS_1_3));
    assertThat(TlsRequirement.of(written)).map(TlsRequirement::word).contains("tls1.3");
  }
}
