package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.LocalFaultException;
import gcert.cli.terminal.Session;
import gcert.report.Result;

/** What becomes of the results of a run, so made that many threads can prepare it. */
public interface Outlet extends Assessor.Receiver {

  /** Takes one result: says what there is to say, and prints it. */
  @Override
  void accept(Result result) throws LocalFaultException;

  /** A new one that does the same with other streams. */
  Outlet alike(Session elsewhere);

  /** Whether results can be prepared apart; otherwise each is needed as it is, in order. */
  boolean isDivisible();

  /** What is collected for a file so far. */
  byte[] collected();

  /** The worst exit code so far. */
  int code();

  /** Counts an exit code that comes from elsewhere. */
  void count(int code);

  /** Takes an entry of the list that is no target; it counts as a local fault. */
  void complain(String complaint);

  /** Prints a block that was prepared apart, or collects it for the file. */
  void print(byte[] block) throws LocalFaultException;

  /** Prints what comes last, or writes the file, and gives the exit code. */
  int finish() throws LocalFaultException;
}
