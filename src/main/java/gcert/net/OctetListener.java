package gcert.net;

/** Is told of octets as they arrive, before whoever asked for them sees them. */
@FunctionalInterface
public interface OctetListener {

  /** Octets arrived: {@code length} of them from {@code offset} on. They must not be changed. */
  void received(byte[] octets, int offset, int length);
}
