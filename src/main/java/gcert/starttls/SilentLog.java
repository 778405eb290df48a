package gcert.starttls;

/** For a dialogue that nobody listens to. */
final class SilentLog implements DialogueLog {
  @Override
  public boolean listening() {
    return false;
  }

  @Override
  public void sent(String line) {}

  @Override
  public void received(byte[] line) {}

  @Override
  public void note(String what) {}
}
