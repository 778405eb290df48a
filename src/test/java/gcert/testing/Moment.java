package gcert.testing;

/** The points of an exchange at which a {@link FakeMailServer} can misbehave. */
public enum Moment {
  /** After the connection stands, in place of the greeting. */
  GREETING,
  /** In place of the reply to EHLO, LHLO, CAPABILITY or CAPA. */
  HELLO,
  /** In place of the reply to STARTTLS or STLS. */
  UPGRADE,
  /** After the go-ahead, in place of the first TLS record; the client has sent its hello. */
  HANDSHAKE,
  /** After the first octets of a ServerHello, which never becomes whole. */
  MID_HANDSHAKE,
  /** Under TLS, in place of what the protocol has there. */
  UNDER_TLS
}
