package gcert.certificate;

import java.util.List;

/**
 * One extension of a certificate in words (RFC 5280 section 4.2).
 *
 * @param oid the dotted object identifier
 * @param label what a person calls it; the identifier where no name is known
 * @param critical whether whoever does not understand it must reject the certificate
 * @param readable whether it has the form that its specification gives it; true where none is known
 * @param values what it says, a fact an entry, not empty; text of the certificate unescaped
 */
public record ExtensionText(
    String oid, String label, boolean critical, boolean readable, List<String> values) {

  /** Takes a copy of the list. */
  public ExtensionText {
    values = List.copyOf(values);
  }
}
