package gcert.cli.terminal;

import gcert.app.LocalFaultException;
import gcert.failure.IoFault;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard output: whole blocks of data, written at once, and two ways of failing told apart.
 *
 * <p>Safe for use by several threads: blocks are never interleaved.
 */
public final class StandardOutput {
  private final OutputStream out;

  public StandardOutput(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes a block and flushes it.
   *
   * @throws ClosedOutputException when the reader has gone
   * @throws LocalFaultException when the data cannot be written, on a full disk for example
   */
  public synchronized void write(byte[] block) throws LocalFaultException {
    try {
      out.write(block);
      out.flush();
    } catch (IOException e) {
      if (readerHasGone(e)) {
        throw new ClosedOutputException();
      }
      throw new LocalFaultException("standard output: " + IoFault.describe(e), e);
    }
  }

  /** Writes text as UTF-8. */
  public void write(String text) throws LocalFaultException {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether this is the process's own standard output and goes to a terminal. */
  public boolean isTerminal() {
    try {
      return out instanceof FileOutputStream file
          && file.getFD() == FileDescriptor.out
          && Terminal.showsOutput();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The system's message may be in any language, but a pipe or a socket has no other way to refuse
   * data than that nobody reads it.
   */
  private static boolean readerHasGone(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("Broken pipe") || message.contains("pipe is being closed")) {
      return true;
    }
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("pipe:") || target.startsWith("socket:");
    } catch (IOException | RuntimeException unknown) {
      return false;
    }
  }
}
