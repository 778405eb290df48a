package gcert.cli.settings;

import gcert.app.LocalFaultException;
import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.cli.message.Messages;
import gcert.cli.option.InvalidValueException;
import gcert.failure.IoFault;
import gcert.input.UserFile;
import gcert.pem.MalformedPemException;
import gcert.pem.PemBlock;
import gcert.pem.PemReader;
import gcert.trust.requirement.Pin;
import gcert.trust.requirement.PinText;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code --pin}: a digest, or a PEM file of certificates or public keys. */
public final class PinReader {
  private static final int LARGEST = 4 * 1024 * 1024;
  private static final Set<String> LABELS = Set.of("CERTIFICATE", "PUBLIC KEY");

  private PinReader() {}

  /**
   * The pins that one value of {@code --pin} stands for: one for a digest, one for each certificate
   * and public key in a file.
   *
   * @throws InvalidValueException when the text is neither a digest nor the name of a file
   * @throws LocalFaultException when the file cannot be read or holds nothing to pin
   */
  public static List<Pin> read(String text) throws InvalidValueException, LocalFaultException {
    Optional<Pin> digest = PinText.parse(text.strip());
    if (digest.isPresent()) {
      return List.of(digest.get());
    }
    String shown = Messages.printable(text);
    try {
      return pins(UserFile.read(Path.of(text), LARGEST), shown);
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new InvalidValueException("is neither a SHA-256 in hex or base64 nor a file");
    } catch (IOException e) {
      throw fault(shown, IoFault.describe(e));
    }
  }

  private static List<Pin> pins(byte[] content, String shown) throws LocalFaultException {
    List<Pin> pins = new ArrayList<>();
    try {
      for (PemBlock block : PemReader.read(content, LABELS)) {
        String label = shown + " (line " + block.line() + ")";
        if (block.label().equals("CERTIFICATE")) {
          Certificate certificate = Certificate.parse(block.octets());
          pins.add(new Pin(Pin.Kind.CERTIFICATE, certificate.sha256(), label));
        } else if (block.label().equals("PUBLIC KEY")) {
          pins.add(Pin.ofKey(block.octets(), label));
        }
      }
    } catch (MalformedPemException | MalformedCertificateException e) {
      throw fault(shown, Messages.printable(String.valueOf(e.getMessage())));
    }
    if (pins.isEmpty()) {
      throw fault(shown, "holds neither a PEM certificate nor a public key");
    }
    return pins;
  }

  private static LocalFaultException fault(String file, String what) {
    return new LocalFaultException("--pin: " + file + ": " + what);
  }
}
