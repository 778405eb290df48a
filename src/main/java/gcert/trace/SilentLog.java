package gcert.trace;

/** For an exchange that nobody watches. */
final class SilentLog implements ExchangeLog {
  @Override
  public boolean listening() {
    return false;
  }

  @Override
  public void note(String what) {}

  @Override
  public void sent(String line) {}

  @Override
  public void received(byte[] line) {}
}
