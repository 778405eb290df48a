package gcert.app;

/** Takes what is printed: standard output, as a rule. */
@FunctionalInterface
public interface Printer {

  /**
   * Prints a block of data. Blocks are whole: what one is given is not mixed with another's.
   *
   * @throws LocalFaultException when it cannot be written, on a full disk for example
   */
  void print(byte[] block) throws LocalFaultException;
}
