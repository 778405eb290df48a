package gcert.pem;

/**
 * One block of a PEM text.
 *
 * @param label what stands after BEGIN: {@code CERTIFICATE}, {@code PRIVATE KEY} …
 * @param octets what the base64 says; empty when the label is not one that was asked for
 * @param line the line of BEGIN, counted from 1
 */
@SuppressWarnings("ArrayRecordComponent") // Blocks are read, never compared.
public record PemBlock(String label, byte[] octets, int line) {}
