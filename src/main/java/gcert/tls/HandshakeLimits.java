package gcert.tls;

import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.HandshakeType;

/**
 * How much a server may send on one connection: generous, since none of it costs more than memory
 * and time, and both are bounded. Counts over the whole connection; the deadline bounds the rest.
 */
final class HandshakeLimits {
  /** The certificates of one Certificate message. */
  static final int CERTIFICATES = 100;

  /** The octets of one handshake message. */
  static final int MESSAGE = 1024 * 1024;

  /** The records of one connection. */
  static final int RECORDS = 16_384;

  /** The records of application data without content. */
  static final int EMPTY_RECORDS = 1_000;

  /**
   * The messages of a kind that can come at any time: HelloRequest, NewSessionTicket, KeyUpdate.
   */
  static final int REPEATED = 1_000;

  /** The alerts that are only warnings. */
  static final int WARNINGS = 100;

  /** The bits of a prime of Diffie-Hellman in a finite field. */
  static final int DH_BITS = 8192;

  private static final int HEADER = 4;

  private int records;
  private int emptyRecords;
  private int helloRequests;
  private int tickets;
  private int keyUpdates;
  private int warnings;
  private int headerLength;
  private int header;
  private int messageLeft;

  /**
   * Counts a record.
   *
   * @param type its content type
   * @throws LimitExceededException when it is one too many, or part of a message that is too large
   */
  void count(short type, byte[] octets, int offset, int length) throws LimitExceededException {
    records = atMost(RECORDS, records, "records");
    if (type == ContentType.application_data && length == 0) {
      emptyRecords = atMost(EMPTY_RECORDS, emptyRecords, "empty records");
    }
    if (type == ContentType.handshake) {
      followMessages(octets, offset, offset + length);
    }
  }

  /**
   * Counts an alert that is only a warning.
   *
   * @throws LimitExceededException when it is one too many
   */
  void countWarning() throws LimitExceededException {
    warnings = atMost(WARNINGS, warnings, "warning alerts");
  }

  /** Handshake messages lie in their records as they please: many in one, or one in many. */
  private void followMessages(byte[] octets, int offset, int end) throws LimitExceededException {
    int at = offset;
    while (at < end) {
      if (messageLeft > 0) {
        int passed = Math.min(messageLeft, end - at);
        messageLeft -= passed;
        at += passed;
      } else {
        header = header << 8 | (octets[at++] & 0xff);
        if (++headerLength == HEADER) {
          headerLength = 0;
          messageLeft = header & 0xffffff;
          begin((short) (header >>> 24));
        }
      }
    }
  }

  private void begin(short type) throws LimitExceededException {
    if (messageLeft > MESSAGE) {
      throw new LimitExceededException(
          "a handshake message is larger than the " + MESSAGE + " octets that are read");
    }
    switch (type) {
      case HandshakeType.hello_request ->
          helloRequests = atMost(REPEATED, helloRequests, "HelloRequest messages");
      case HandshakeType.new_session_ticket ->
          tickets = atMost(REPEATED, tickets, "NewSessionTicket messages");
      case HandshakeType.key_update ->
          keyUpdates = atMost(REPEATED, keyUpdates, "KeyUpdate messages");
      default -> {
        // Each of the others has its one place in a handshake.
      }
    }
  }

  private static int atMost(int limit, int before, String what) throws LimitExceededException {
    if (before == limit) {
      throw new LimitExceededException("the server sends more than " + limit + " " + what);
    }
    return before + 1;
  }
}
