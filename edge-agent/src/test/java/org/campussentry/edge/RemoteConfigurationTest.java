package org.campussentry.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.campussentry.edge.config.Problems;
import org.campussentry.edge.remote.Steering;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway makes of orders, while time is moved and the agent starts again. */
class RemoteConfigurationTest {
  private static final String BROKER = "mqtt://127.0.0.1:1883";
  private static final String ELSEWHERE = "mqtt://127.0.0.1:9883";

  @TempDir private Path folder;
  private final CampusSigner campus = new CampusSigner();
  private final MovedClock ticks = new MovedClock();
  private RemoteConfiguration remote;
  private EdgeConfig runs;

  @BeforeEach
  void provision() {
    campus.publish(folder.resolve("campus.pub"));
    local(text(BROKER, "5s"));
    start();
  }

  private static String text(String broker, String every) {
    return """
    site: main
    gateway: gw-canteen1
    home: home
    remote: {key: campus.pub}
    broker: {url: "%s"}
    buses: {lan-1: {type: modbus-tcp, host: 127.0.0.1, port: 502}}
    devices: {cold1: {bus: lan-1, unit: 1, profile: xy-md02, every: %s, area: canteen-1/cold-store}}
    """
        .formatted(broker, every);
  }

  private void local(String text) {
    try {
      Files.writeString(folder.resolve("edge-agent.yaml"), text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As each start of the program does. */
  private void start() {
    Path file = folder.resolve("edge-agent.yaml");
    var problems = new Problems();
    EdgeConfig local = EdgeConfigFile.read(file, Map.of(), problems).orElseThrow();
    assertThat(problems.errors()).isEmpty();
    remote = new RemoteConfiguration(file, Map.of(), local);
    runs = remote.first(ticks.instant());
  }

  /** Returns whether another configuration was begun. */
  private boolean look(boolean answered) {
    Optional<EdgeConfig> other = remote.look(answered, ticks.instant());
    other.ifPresent(found -> runs = found);
    return other.isPresent();
  }

  private boolean order(long version, String text) {
    remote.order(campus.order(version, text));
    return look(true);
  }

  private Duration every() {
    return runs.devices().get(0).every();
  }

  private Steering.Standing standing() {
    return remote.standing();
  }

  private String refused() {
    return standing().refused().orElseThrow().why();
  }

  @Test
  void without_an_order_the_local_file_runs() {
    assertThat(look(true)).isFalse();
    assertThat(standing().running()).isEmpty();
    assertThat(every()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void an_order_is_run_confirmed_and_outlives_the_agent() {
    assertThat(order(3, text(BROKER, "7s"))).isTrue();
    assertThat(every()).isEqualTo(Duration.ofSeconds(7));
    assertThat(standing().trying()).isTrue();
    assertThat(look(false)).as("the way to the campus is the same").isFalse();
    assertThat(standing().trying()).isFalse();
    assertThat(standing().running()).contains(3L);

    start();
    assertThat(every()).isEqualTo(Duration.ofSeconds(7));
    assertThat(standing().running()).contains(3L);
  }

  @Test
  void what_is_wrong_with_an_order_is_told_with_its_line_and_the_old_one_goes_on() {
    assertThat(order(3, text(BROKER, "7s").replace("xy-md02", "xy-md2"))).isFalse();
    assertThat(every()).isEqualTo(Duration.ofSeconds(5));
    assertThat(standing().seen()).isEqualTo(3);
    assertThat(refused()).contains("version 3:7", "`devices.cold1.profile`", "xy-md02");
    assertThat(order(4, ": :\n\t- nonsense")).isFalse();
    assertThat(refused()).contains("version 4:", "not YAML");
    assertThat(order(5, text(BROKER, "7s"))).as("a later one runs").isTrue();
  }

  @Test
  void what_binds_a_gateway_is_not_changed_from_afar() {
    String changed =
        text(BROKER, "5s").replace("gw-canteen1", "gw-canteen2").replace("home: home", "home: /x");
    assertThat(order(3, changed)).isFalse();
    assertThat(refused()).contains("`gateway` must stay", "`home` must stay");
    assertThat(order(4, text(BROKER, "5s").replace("remote: {key: campus.pub}", ""))).isFalse();
    assertThat(refused()).contains("`remote.key` must stay");
  }

  @Test
  void a_password_does_not_travel() {
    String open = text(BROKER, "5s").replace("broker: {", "broker: {username: x, password: y, ");
    assertThat(order(3, open)).isFalse();
    assertThat(refused()).contains("`broker.password`", "password-file");
  }

  @Test
  void each_version_is_decided_on_once() {
    assertThat(order(3, text(BROKER, "7s").replace("xy-md02", "xy-md2"))).isFalse();
    assertThat(order(3, text(BROKER, "7s"))).as("the same number again").isFalse();
    assertThat(order(2, text(BROKER, "9s"))).as("an older one").isFalse();
    start();
    assertThat(order(3, text(BROKER, "7s"))).as("after a restart, too").isFalse();
    assertThat(every()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void another_way_to_the_campus_is_given_up_after_a_minute_without_an_answer() {
    order(3, text(BROKER, "7s"));
    look(true);
    assertThat(order(4, text(ELSEWHERE, "9s"))).isTrue();
    assertThat(runs.uplink().broker().url()).hasToString(ELSEWHERE);
    ticks.move(RemoteConfiguration.RETURN_MAX.minusMillis(1));
    assertThat(look(false)).isFalse();
    ticks.move(Duration.ofMillis(1));
    assertThat(look(false)).isTrue();
    assertThat(every()).as("what ran before").isEqualTo(Duration.ofSeconds(7));
    assertThat(standing().running()).contains(3L);
    assertThat(refused()).contains("did not answer within 60 s");
    assertThat(order(4, text(ELSEWHERE, "9s"))).as("it is not tried again").isFalse();
    start();
    assertThat(standing().running()).contains(3L);
  }

  @Test
  void another_way_to_the_campus_stays_when_the_campus_answers() {
    assertThat(order(3, text(ELSEWHERE, "7s"))).isTrue();
    ticks.move(Duration.ofSeconds(50));
    assertThat(look(true)).isFalse();
    ticks.move(Duration.ofHours(1));
    assertThat(look(false)).as("the campus is away later: no reason to go back").isFalse();
    assertThat(standing().running()).contains(3L);
    assertThat(standing().trying()).isFalse();
  }

  @Test
  void another_way_is_not_tried_while_the_campus_is_away_by_the_old_one() {
    remote.order(campus.order(3, text(ELSEWHERE, "7s")));
    assertThat(look(false)).isFalse();
    ticks.move(Duration.ofHours(1));
    assertThat(look(false)).isFalse();
    assertThat(look(true)).isTrue();
  }

  @Test
  void a_trial_goes_on_after_a_restart_and_is_given_up_when_the_agent_ends_again() {
    order(3, text(ELSEWHERE, "7s"));
    start();
    assertThat(runs.uplink().broker().url()).hasToString(ELSEWHERE);
    assertThat(standing().trying()).isTrue();
    start();
    assertThat(runs.uplink().broker().url()).hasToString(BROKER);
    assertThat(refused()).contains("the agent ended 2 times with it");
  }

  @Test
  void what_cannot_be_started_is_given_up() {
    order(3, text(BROKER, "7s"));
    assertThat(remote.giveUp("no port").devices().get(0).every()).isEqualTo(Duration.ofSeconds(5));
    assertThat(refused()).isEqualTo("no port");
    assertThat(standing().running()).isEmpty();
  }

  @Test
  void a_local_file_that_was_edited_by_hand_wins_and_is_told() {
    order(3, text(BROKER, "7s"));
    look(true);
    local(text(BROKER, "2s"));
    start();
    assertThat(every()).isEqualTo(Duration.ofSeconds(2));
    assertThat(standing().edited()).isTrue();
    assertThat(standing().running()).isEmpty();

    assertThat(order(4, text(BROKER, "9s"))).isFalse();
    assertThat(refused()).contains("edited by hand", standing().local());
    remote.order(campus.orderOver(5, text(BROKER, "9s"), standing().local()));
    assertThat(look(true)).as("one that knows of the edit").isTrue();
    look(true);
    assertThat(every()).isEqualTo(Duration.ofSeconds(9));
    start();
    assertThat(every()).isEqualTo(Duration.ofSeconds(9));
    assertThat(standing().edited()).isFalse();
  }

  @Test
  void an_edit_that_is_undone_leaves_the_campus_version() {
    order(3, text(BROKER, "7s"));
    look(true);
    local(text(BROKER, "2s"));
    start();
    local(text(BROKER, "5s"));
    start();
    assertThat(every()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void an_edit_during_a_trial_ends_it() {
    order(3, text(ELSEWHERE, "7s"));
    local(text(BROKER, "2s"));
    start();
    assertThat(every()).isEqualTo(Duration.ofSeconds(2));
    assertThat(standing().trying()).isFalse();
    assertThat(refused()).contains("edited while it was tried");
  }

  @Test
  void a_version_that_cannot_be_read_any_more_gives_way_to_the_local_file() throws IOException {
    Files.createDirectory(folder.resolve("profiles"));
    Path profile = folder.resolve("profiles/ours.yaml");
    Files.writeString(
        profile,
        "fields: {temperature: {function: 4, address: 1, type: s16, unit: Cel, range: [-40, 85]}}");
    order(3, text(BROKER, "7s").replace("xy-md02", "ours"));
    look(true);
    Files.delete(profile);
    start();
    assertThat(every()).isEqualTo(Duration.ofSeconds(5));
    assertThat(refused()).contains("`devices.cold1.profile` is `ours`");
  }

  @Test
  void an_order_that_nobody_signed_is_told_and_changes_nothing() {
    remote.order(new CampusSigner().order(9, text(BROKER, "7s")));
    assertThat(look(true)).isFalse();
    assertThat(standing().refused().orElseThrow().version()).isZero();
    assertThat(refused()).contains("not signed");
    assertThat(standing().seen()).isZero();
  }

  @Test
  void a_signed_order_after_one_that_nobody_signed_is_what_is_told_of() {
    remote.order(new CampusSigner().order(9, text(BROKER, "7s")));
    assertThat(order(3, text(BROKER, "7s").replace("xy-md02", "xy-md2"))).isFalse();
    assertThat(standing().refused().orElseThrow().version()).isEqualTo(3);
    assertThat(refused()).contains("`devices.cold1.profile`");
  }

  @Test
  void an_order_that_waits_gives_way_to_a_later_one_only() {
    remote.order(campus.order(4, text(ELSEWHERE, "7s")));
    assertThat(look(false)).isFalse();
    remote.order(campus.order(3, text(BROKER, "9s")));
    assertThat(look(false)).as("one sent before it").isFalse();
    assertThat(look(true)).isTrue();
    assertThat(standing().running()).contains(4L);
  }

  @Test
  void an_order_that_waits_can_be_taken_back() {
    remote.order(campus.order(3, text(ELSEWHERE, "7s")));
    assertThat(look(false)).isFalse();
    remote.order(new byte[0]);
    assertThat(look(true)).isFalse();
    assertThat(standing().seen()).isZero();
  }

  @Test
  void a_trial_outlives_what_ran_before_it() throws IOException {
    Files.createDirectory(folder.resolve("profiles"));
    Path profile = folder.resolve("profiles/ours.yaml");
    Files.writeString(
        profile,
        "fields: {temperature: {function: 4, address: 1, type: s16, unit: Cel, range: [-40, 85]}}");
    order(3, text(BROKER, "7s").replace("xy-md02", "ours"));
    look(true);
    order(4, text(ELSEWHERE, "9s"));
    Files.delete(profile);
    start();
    assertThat(standing().running()).contains(4L);
    assertThat(standing().trying()).isTrue();
    assertThat(every()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void a_memory_that_is_damaged_is_set_aside_and_the_local_file_runs() throws IOException {
    order(3, text(BROKER, "7s"));
    look(true);
    Files.writeString(folder.resolve("home/remote.json"), "{\"seen\":3,");
    start();
    assertThat(every()).isEqualTo(Duration.ofSeconds(5));
    assertThat(folder.resolve("home/remote.json.damaged")).exists();
  }

  @Test
  void what_cannot_be_remembered_is_not_run_until_it_can() throws IOException {
    Path hindrance = Files.createDirectories(folder.resolve("home/remote.json.new"));
    assertThat(order(3, text(BROKER, "7s"))).isFalse();
    assertThat(look(true)).isFalse();
    assertThat(every()).isEqualTo(Duration.ofSeconds(5));
    Files.delete(hindrance);
    assertThat(look(true)).as("now it can").isTrue();
    assertThat(every()).isEqualTo(Duration.ofSeconds(7));
  }
}
