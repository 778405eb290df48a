package gcert.sender;

/** One kind of mail server that sends. */
public interface Sender {
  /** The stable identifier, kebab-case. */
  String id();

  /** What it does with a message for a domain at one address of its mail hosts. */
  Outcome send(DomainEvidence domain, MxEvidence address);
}
