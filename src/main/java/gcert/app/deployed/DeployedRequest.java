package gcert.app.deployed;

import gcert.deployment.InstalledFile;
import gcert.target.ServerTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is to be found out.
 *
 * @param files what is on the disk, at least one file
 * @param doors the ports of the hosts, each host's together
 * @param within how long to wait for the servers to show it; empty looks once
 */
public record DeployedRequest(
    List<InstalledFile> files, List<Door> doors, Optional<Duration> within) {

  /**
   * One port of a host.
   *
   * @param target the host, the port and its protocol
   * @param named whether the user named the port, and so something has to listen there
   */
  public record Door(ServerTarget target, boolean named) {}

  /** Takes copies of the lists. */
  public DeployedRequest {
    files = List.copyOf(files);
    doors = List.copyOf(doors);
  }
}
