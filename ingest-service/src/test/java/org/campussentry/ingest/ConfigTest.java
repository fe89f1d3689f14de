package org.campussentry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.campussentry.ingest.duty.DutyPlan;
import org.campussentry.ingest.duty.Holidays;
import org.campussentry.ingest.duty.Role;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Sites;
import org.campussentry.ingest.watch.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Defaults, explicit values, and one named file for each rejection; each message names place and
 * remedy.
 */
class ConfigTest {
  private static final Path BAD = Path.of("src", "test", "resources", "bad-config");

  @TempDir Path folder;

  private IngestConfig load(String yaml, Map<String, String> environment)
      throws ConfigException, IOException {
    return IngestConfig.load(
        Files.writeString(folder.resolve("ingest-service.yaml"), yaml), environment);
  }

  @Test
  void defaults() throws Exception {
    IngestConfig config = load("campus: campus.yaml\n", Map.of());
    assertThat(config.home()).isEqualTo(folder.resolve("home"));
    assertThat(config.broker().address()).isEqualTo("embedded");
    assertThat(config.broker().embeddedPort()).isEqualTo(1883);
    assertThat(config.storeAddress(folder)).isEmpty();
    assertThat(config.retention()).hasToString("400d");
    assertThat(config.journalAddress(folder)).isEmpty();
    assertThat(config.sites().isAll()).isTrue();
    assertThat(config.webAddress().bind()).isEqualTo("127.0.0.1");
    assertThat(config.webAddress().publicUrl()).isEqualTo("http://127.0.0.1:8080");
  }

  @Test
  void explicit_values_the_environment_and_password_files() throws Exception {
    Files.writeString(folder.resolve("secret"), "from-file\n");
    IngestConfig config =
        load(
            """
            home: /var/lib/x
            broker: {url: "mqtt://10.0.0.1:1883", username: ingest, password-file: secret}
            store: {url: "influxdb://127.0.0.1:8086/sentry"}
            web: {bind: 0.0.0.0, port: 80, public-url: "https://sentry.example/"}
            """,
            Map.of("SENTRY_WEB_PORT", "8081", "SENTRY_STORE_TOKEN", "t", "OTHER", "x"));
    assertThat(config.webAddress().port()).isEqualTo(8081);
    assertThat(config.webAddress().publicUrl()).isEqualTo("https://sentry.example");
    assertThat(config.storeAddress(folder).orElseThrow().token()).contains("t");
    assertThat(config.brokerAddress(folder).password()).contains("from-file");
    assertThat(config.brokerAddress(folder).toString()).doesNotContain("from-file");
    assertThat(config.toString()).doesNotContain("from-file", "token=t");
  }

  @Test
  void a_locked_broker_has_the_port_of_mqtts_and_a_certificate_for_its_names() throws Exception {
    BrokerKeys keys =
        load(
                "broker: {tls: true, bind: 0.0.0.0, gateways-url:"
                    + " \"mqtts://sentry.example:8883\"}\n",
                Map.of())
            .broker();
    assertThat(keys.embeddedPort()).isEqualTo(8883);
    assertThat(keys.wantsCertificates()).isFalse();
    assertThat(keys.names(keys.gatewaysAddress()))
        .containsExactly("127.0.0.1", "localhost", "sentry.example");
    BrokerKeys bound = load("broker: {tls: true, bind: 10.0.0.5, port: 9000}\n", Map.of()).broker();
    assertThat(bound.gatewaysAddress()).contains("mqtts://10.0.0.5:9000");
    assertThat(load("broker: {tls: true, bind: 0.0.0.0}\n", Map.of()).broker().gatewaysAddress())
        .as("nobody can call 0.0.0.0")
        .isEmpty();
  }

  @Test
  void the_retention_is_whole_days_or_forever_and_may_come_from_the_environment() throws Exception {
    assertThat(load("store: {retention: 7d}\n", Map.of()).retention()).hasToString("7d");
    assertThat(load("store: {retention: forever}\n", Map.of()).retention().isForever()).isTrue();
    Map<String, String> environment = Map.of("SENTRY_STORE_RETENTION", "800d");
    assertThat(load("store: {retention: 7d}\n", environment).retention()).hasToString("800d");
  }

  @Test
  void a_shared_journal_and_the_sites_of_this_instance() throws Exception {
    Files.writeString(folder.resolve("secret"), "from-file\n");
    IngestConfig config =
        load(
            """
            journal: {url: "postgresql://127.0.0.1:5432/sentry?sslmode=require", username: sentry, password-file: secret}
            sites: [west, main]
            """,
            Map.of());
    assertThat(config.journalAddress(folder).orElseThrow().password()).contains("from-file");
    assertThat(config.journalAddress(folder).toString()).doesNotContain("from-file");
    assertThat(config.sites().named()).containsExactly("main", "west");
    assertThat(config.sites().has("north")).isFalse();
  }

  @Test
  void the_sites_may_come_from_the_environment_with_commas_between_them() throws Exception {
    Map<String, String> two = Map.of("SENTRY_SITES", "west, main");
    assertThat(load("sites: [north]\n", two).sites().named()).containsExactly("main", "west");
    assertThat(load("home: x\n", Map.of("SENTRY_SITES", "west")).sites().named())
        .containsExactly("west");
    for (String wrong : List.of("", "west,", "West")) {
      assertThatThrownBy(() -> load("home: x\n", Map.of("SENTRY_SITES", wrong)))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("environment: SENTRY_SITES: '")
          .hasMessageContaining("is not of a-z, 0-9, - and _");
    }
  }

  @Test
  void of_the_campus_only_its_sites_concern_an_instance() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("campus.yaml"),
            """
            sites: {main: {name: 主校区}, west: {name: 西校区}}
            gateways: {gw-m: {site: main}, gw-w: {site: west}}
            """);
    CampusFile campus = CampusFile.load(file);
    CampusFile west = campus.only(Sites.of(List.of("west")), file);
    assertThat(west.campus().sites()).containsOnlyKeys("west");
    assertThat(west.campus().gateways()).containsOnlyKeys("gw-w");
    assertThat(campus.only(Sites.ALL, file).campus().gateways()).hasSize(2);
    assertThatThrownBy(() -> campus.only(Sites.of(List.of("wset")), file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("sites: 'wset' is no site of " + file + ", which has main, west");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unknown-key.yaml | unknown-key.yaml:3: unknown key 'prot'; did you mean 'port'?
          duplicate-key.yaml | duplicate-key.yaml:3: Duplicate field 'home'
          bad-broker-url.yaml | broker.url 'tcp://x' is neither embedded nor mqtt://host:port
          broker-bind.yaml | broker.bind 0.0.0.0 would let everybody in who reaches this machine. Write tls: true
          broker-certificates.yaml | broker.client-certificates needs tls: true
          broker-gateways-url.yaml | broker.gateways-url 'mqtt://x:1883' is not mqtts://host:port
          broker-half-identity.yaml | broker.certificate and broker.key go together
          broker-mosquitto-embedded.yaml | broker.mosquitto-folder /var/lib/mosquitto/sentry is of a Mosquitto; leave it out
          broker-mosquitto-relative.yaml | broker.mosquitto-folder sentry is not absolute; write it as
          broker-plain-ca.yaml | broker.ca, certificate and key are for a broker.url with mqtts://
          broker-tls-elsewhere.yaml | broker.bind, tls, client-certificates and connections are of the embedded broker
          bad-store-url.yaml | store.url 'http://127.0.0.1:8086' is not influxdb://host:port/database
          no-password-file.yaml | broker.password-file:
          two-passwords.yaml | broker.password-file: the same secret is given directly too
          records-short.yaml | records-short.yaml:1: records: keep: '90d' is shorter than 180d
          retention-short.yaml | retention-short.yaml:3: store.retention: '6d' is not between 7d and 36500d
          retention-word.yaml | retention-word.yaml:1: store.retention: '36h' is neither whole days such as 400d nor forever
          retention-zero.yaml | retention-zero.yaml:1: store.retention: '0d' is shorter than 7d
          journal-url.yaml | journal-url.yaml: journal.url 'postgres://127.0.0.1/sentry' is not postgresql://host:port/database
          journal-user-in-url.yaml | journal.url 'postgresql://…@127.0.0.1:5432/sentry' is not postgresql://host:port/database; user and password have keys of their own
          journal-two-passwords.yaml | journal.password-file: the same secret is given directly too
          sites-none.yaml | sites-none.yaml: sites: names none, such as [main, west]; leave it out to take in all
          sites-name.yaml | sites-name.yaml: sites: 'West Campus' is not of a-z, 0-9, - and _
          heartbeat-none.yaml | heartbeat-none.yaml: heartbeat: give `url`, or better `url-file`
          heartbeat-two.yaml | heartbeat.url-file: the same secret is given directly too
          heartbeat-every.yaml | heartbeat-every.yaml: heartbeat.every is from 10s to 24h
          heartbeat-url.yaml | heartbeat-url.yaml: heartbeat.url is no address http(s)://… (not shown here
          not-a-number.yaml | not-a-number.yaml:2: web.port:
          """)
  void bad_service_files(String file, String message) {
    assertThatThrownBy(() -> IngestConfig.load(BAD.resolve(file), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          campus-contact-name.yaml | campus-contact-name.yaml:3: contacts: each has a `name` and a `telephone`
          campus-contact-telephone.yaml | campus-contact-telephone.yaml:4: contacts: '校医院' wants a `telephone` of digits, spaces and -
          campus-building-name.yaml | campus-building-name.yaml:5: building 'canteen-1': `name` is missing
          campus-building-area.yaml | campus-building-area.yaml:5: building 'canteen-2': no area of site 'main' has a path that begins with canteen-2/
          campus-two-limits.yaml | rule 'warm': give exactly one of above, at-least, below
          campus-severity.yaml | rule 'warm': `severity` is info, warning or critical, not 'urgent'
          campus-duration.yaml | campus-duration.yaml:2: rules.for: '10 minutes' is not a duration such as 500ms, 5s, 10m
          campus-band.yaml | rule 'line': `outside` is a lower and a higher bound such as [0.3, 0.8], not [0.8, 0.3]
          campus-band-deadband.yaml | rule 'line': `deadband` 0.25 leaves no value between 0.3 and 0.8
          campus-unit.yaml | rule 'warm': unit 'F' is unknown. Write the UCUM code that the points have, Cel for °C
          campus-overlap.yaml | rules 'warm' and 'warmer' overlap: same points, same side, same hours, both warning
          campus-silence-keys.yaml | rule 'lost': no-data, gateway-silent, broker-silent, disinfection and stock take no for
          campus-broker-keys.yaml | rule 'deaf': no-data, gateway-silent, broker-silent, disinfection and stock take no for
          campus-broker-two.yaml | rule 'deaf': give exactly one of above, at-least, below
          campus-coverage.yaml | rule 'gaps': `coverage-below` is in percent, more than 0, and with `deadband` at most 100
          campus-coverage-unit.yaml | rule 'gaps': coverage-below is in percent: leave out `unit`
          campus-report-within.yaml | rule 'warm': `report-within` is 10m to 7d, such as 2h
          campus-report-event.yaml | rule 'warm': `report-within` needs `do`
          campus-rate.yaml | rule 'fast': a change is positive, larger than its deadband and within a time
          campus-hours.yaml | rule 'warm': '6 Uhr' is no time of day such as "06:30"
          campus-dates.yaml | rule 'warm': 2026-01-01 is before 2027-01-01
          campus-link.yaml | rule 'warm': `link` is http(s)://…, not 'plan.pdf'
          campus-site-name.yaml | site 'main' has no `name`
          campus-twice.yaml | rule 'warm' is there twice
          campus-gateway-site.yaml | gateway 'gw-1' stands in site 'east', which `sites:` does not list
          campus-timezone.yaml | timezone 'Peking' is unknown
          campus-unknown-key.yaml | campus-unknown-key.yaml:2: unknown key 'abov'; did you mean 'above'?
          campus-channel.yaml | campus-channel.yaml:1: channel 'duty': `type` is one of console, dingtalk, email, feishu, sms, webhook, wecom, not 'pigeon'
          campus-channel-key.yaml | campus-channel-key.yaml:2: channel 'robot': `from` means nothing for wecom
          campus-channel-url.yaml | campus-channel-url.yaml:2: channel 'robot': `url` is missing or not http(s)://
          campus-channel-body.yaml | campus-channel-body.yaml:2: channel 'sms': `body`: No key, method or field with name 'telephone' on line 1; it may name to, title
          campus-channel-success.yaml | campus-channel-success.yaml:2: channel 'sms': `success` is {at: /code, equals: "0"}, with a JSON pointer, not 'code'
          campus-channel-text.yaml | campus-channel-text.yaml:2: channels.wecom: a text stands where keys are expected
          campus-channel-secret.yaml | campus-channel-secret.yaml:2: channel 'hook': `secret` is empty
          campus-channel-header.yaml | campus-channel-header.yaml:2: channel 'hook': `headers`: a name or value is not one that can be sent
          campus-channel-nobody.yaml | channels: none of them reaches anybody without a name: give one of them `to:`
          campus-channel-plain.yaml | campus-channel-plain.yaml:2: channel 'mail': `tls: false` goes neither with smtps:// nor with `ca`
          campus-channel-login.yaml | campus-channel-login.yaml:2: channel 'mail': `url` is missing or not smtps://mail.example.cn
          campus-canary-mail.yaml | campus-canary-mail.yaml:3: canary: 'mail' reaches nobody without a name
          campus-channel-mail.yaml | campus-channel-mail.yaml:2: channel 'mail': `username` and a password come together
          campus-person-channel.yaml | campus-person-channel.yaml:4: person 'officer-a': channel 'pigeon' is not among `channels:`, which has log
          campus-person-unreachable.yaml | campus-person-unreachable.yaml:4: person 'officer-a': nothing reaches this person
          campus-rota-person.yaml | campus-rota-person.yaml:7: duty.rota.0: 'nobody' is not among `people:`
          campus-shift-time.yaml | campus-shift-time.yaml:5: duty.shifts.day: `from` and `to` are times such as "20:00", not '8 Uhr'
          campus-step.yaml | campus-step.yaml:5: duty.escalation.0: `tell` is officer, backup, leader, department or person:ID, not 'boss'
          campus-canary-both.yaml | campus-canary-both.yaml:4: canary: give one of `person` and `channel`
          campus-canary-person.yaml | campus-canary-person.yaml:3: canary: 'nobody' is not among `people:`, or has no channel
          campus-canary-channel.yaml | campus-canary-channel.yaml:3: canary: 'pigeon' is not among `channels:`, which has log
          campus-report-time.yaml | report.at: it is a local time such as "08:30", not '7 Uhr'
          campus-report-deadline.yaml | report.deadline: it lies after `at`, 08:30, on the same day
          campus-report-limit.yaml | report.limit: it is in percent, above 0 and up to 100, not 100.5
          campus-report-gap.yaml | report.critical-gap: it is 10m to 24h, such as 15m
          campus-report-key.yaml | dedline
          campus-send-channel.yaml | campus-send-channel.yaml:5: report.send.channel: it is a name below `channels:`, not 'post'
          campus-send-type.yaml | campus-send-type.yaml:5: report.send.channel: a report goes by email or webhook, and 'log' is a console
          campus-send-hook.yaml | campus-send-hook.yaml:5: report.send.to: a webhook has its address in `channels:`
          campus-send-to.yaml | campus-send-to.yaml:5: report.send.to: it is one mailbox, not 'nobody'
          campus-send-nobody.yaml | campus-send-nobody.yaml:5: report.send: neither `to` nor the channel says to which mailbox
          campus-send-when.yaml | campus-send-when.yaml:5: report.send.when: it is `confirmed`, a local time such as "09:00", or both, not 'noon'
          campus-send-early.yaml | campus-send-early.yaml:5: report.send.when: 07:00 lies after report.at, 07:30, when it is made
          campus-send-times.yaml | campus-send-times.yaml:5: report.send.when: it has two times
          campus-send-forms.yaml | campus-send-forms.yaml:5: report.send.forms: it is of pdf, xlsx, csv, json, not 'docx'
          campus-send-language.yaml | campus-send-language.yaml:5: report.send.language: it is zh or en, not 'fr'
          campus-send-twice.yaml | campus-send-twice.yaml:6: report.send: the same channel and `to` stand there twice
          campus-send-key.yaml | campus-send-key.yaml:5: unknown key 'form'; did you mean 'forms'?
          campus-canary-time.yaml | campus-canary-time.yaml:3: canary: `at` is a time such as "07:10", not '7 Uhr'
          campus-canary-within.yaml | campus-canary-within.yaml:3: canary: `within` is from 10s to 1h
          campus-canary-site.yaml | campus-canary-site.yaml:2: canary: it is sent in the name of a site, and `sites:` has none
          campus-canary-gateway.yaml | gateway 'sentry-canary' is the service's own name; choose another
          campus-slots-overlap.yaml | campus-slots-overlap.yaml:4: disinfection.plans: area hall has two slots at once, 'a' until 2026-01-05T07:00 and 'b' from 2026-01-05T06:30
          campus-ledger-period.yaml | campus-ledger-period.yaml:4: ledger: a period begins at a full hour such as "06:00", not at '06:30'
          campus-ledger-order.yaml | campus-ledger-order.yaml:4: ledger: periods begin with "00:00" and go on in order, not with 06:00
          campus-ledger-quantities.yaml | campus-ledger-quantities.yaml:4: ledger: `quantities` names none
          campus-slots-times.yaml | campus-slots-times.yaml:5: disinfection.plans.0: `times` are such as "06:00-07:00", not '6 Uhr'
          campus-slots-rrule.yaml | disinfection.plans.0: rrule: 'FREQ=SOMETIMES' is no RRULE
          campus-slots-both.yaml | disinfection.plans.0: give `times`, such as
          campus-slots-area.yaml | disinfection.plans.0: area 'kitchen' is not among the areas of site 'main'
          campus-slots-litres.yaml | disinfection.plans.0: give `square-metres` and `per-square-metre` (mL), or `litres`
          campus-slots-term.yaml | disinfection: `dates` are such as 2026-09-01/2027-01-17, not '2027-01-17/2026-09-01'
          campus-sprayer-device.yaml | disinfection.sprayers.s: `device` is GATEWAY:DEVICE as the gateway calls it, not 'gw.spray1'
          campus-sprayer-gateway.yaml | disinfection.sprayers.s: gateway 'other' is not among `gateways:`
          campus-sprayer-fixed.yaml | disinfection.plans.0: sprayer 's' is built in at hall; only a portable one
          campus-supply-minimum.yaml | campus-supply-minimum.yaml:3: supplies.0: `minimum` is the least that should be there
          campus-supply-unit.yaml | campus-supply-unit.yaml:3: supplies.0: `unit` is missing
          campus-supply-agent.yaml | supplies.0: `agent` and `strength` go together
          campus-supply-strength.yaml | supplies.0: `strength` is in mg a unit, more than 0
          campus-supply-twice.yaml | campus-supply-twice.yaml:4: supplies.1: item 'masks' is there twice
          campus-supply-agents.yaml | supplies: items 'bleach' and 'tabs' of site 'main' are both agent '84'
          campus-supply-area.yaml | supplies.0: area 'kitchen' is not among the areas of site 'main'
          campus-stock-word.yaml | rule 'few': `stock` is low, not 'empty'
          campus-slots-stage.yaml | rule 'late': `disinfection` is due, missed or failed, not 'soon'
          campus-steps-order.yaml | campus-steps-order.yaml:5: duty.escalation.0: step 2 comes before step 1
          """)
  void bad_campus_files(String file, String message) {
    assertThatThrownBy(() -> CampusFile.load(BAD.resolve(file)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @Test
  void the_address_of_the_heartbeat_may_lie_in_a_file_and_no_text_shows_it() throws Exception {
    Files.writeString(folder.resolve("beat"), "https://hc.example:8443/ping/s3cret?x=1\n");
    IngestConfig config = load("heartbeat: {url-file: beat, every: 30s}\n", Map.of());
    var target = config.heartbeatTarget(folder.resolve("ingest-service.yaml")).orElseThrow();
    assertThat(target.url()).hasToString("https://hc.example:8443/ping/s3cret?x=1");
    assertThat(target.every()).hasSeconds(30);
    assertThat(target.place()).isEqualTo("https://hc.example:8443");
    assertThat(target + " " + config).doesNotContain("s3cret");
    for (String wrong : List.of("ftp://x/s3cret", "https://:/s3cret", "http://a b/s3cret")) {
      assertThatThrownBy(() -> load("heartbeat: {url: \"" + wrong + "\"}\n", Map.of()))
          .isInstanceOf(ConfigException.class)
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void a_variable_that_sets_nothing_known_is_refused() {
    assertThatThrownBy(() -> load("home: x\n", Map.of("SENTRY_WEB_PROT", "80")))
        .hasMessageContaining(
            "'web.prot', which is no key of ingest-service.yaml; did you mean 'port'?");
  }

  @Test
  void the_default_rules_load_and_a_campus_rule_of_the_same_id_replaces_one() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("campus.yaml"),
            "rules:\n"
                + "  - {id: fever, quantity: body_temperature, at-least: 37.0, severity:"
                + " critical}\n");
    var rules = CampusFile.load(file).rules();
    assertThat(rules.find("fever").orElseThrow().limit().orElseThrow().upper()).hasValue(37.0);
    assertThat(rules.find("cold-store-warm").orElseThrow().onDelay().toMinutes()).isEqualTo(10);
    assertThat(rules.all()).allMatch(r -> r.byCampus() == r.id().equals("fever"));
  }

  /** Of a campus that says nothing, and of the simulated one: what its sprayers are wired to. */
  @Test
  void what_is_sprayed_is_watched_by_default_and_the_simulated_sprayers_stay_quiet()
      throws Exception {
    Path none = Files.writeString(folder.resolve("campus.yaml"), "sites: {}\n");
    assertThat(violated(none, 249)).containsExactly("chlorine-weak");
    assertThat(violated(none, 1001)).containsExactly("chlorine-strong");
    for (Path file : List.of(none, Path.of("../simulator/src/main/resources/campus.yaml"))) {
      for (double measure : new double[] {470, 500, 530}) {
        assertThat(violated(file, measure)).as("%s at %s mg/L", file, measure).isEmpty();
      }
    }
  }

  private static List<String> violated(Path file, double chlorine) throws Exception {
    PointId id = PointId.parse("gw:spray1.chlorine");
    Point point = new Point(id, "main", "canteen-1/hall", "spray1", "chlorine", "mg/L", 1, false);
    return CampusFile.load(file).rules().measured(point).stream()
        .filter(rule -> rule.limit().stream().anyMatch(limit -> limit.violatedBy(chlorine)))
        .map(Rule::id)
        .toList();
  }

  @Test
  void a_default_rule_is_switched_off_by_its_id() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("campus.yaml"), "rules:\n  - {id: cold-store-freezing, on: false}\n");
    var rules = CampusFile.load(file).rules();
    assertThat(rules.find("cold-store-freezing")).isEmpty();
    assertThat(rules.find("cold-store-warm")).isPresent();
  }

  @Test
  void people_rota_and_escalation_are_read_and_the_holidays_of_2026_are_known() throws Exception {
    Files.writeString(folder.resolve("own.yaml"), "off: [{name: 校庆, from: 2026-11-24}]\n");
    Path file =
        Files.writeString(
            folder.resolve("campus.yaml"),
            """
            sites: {main: {name: 主校区}}
            channels: {log: {type: console}}
            people:
              officer-a: {name: 值班员甲, telephone: "13800000000", channels: [{channel: log, to: a}]}
              leader: {name: 带班领导, language: en, channels: [{channel: log, to: l}]}
            duty:
              shifts: {day: {name: 白班, from: 08:00, to: "08:00"}}
              rota:
                - {shift: day, role: officer, days: [holiday], people: [leader]}
                - {shift: day, role: officer, people: [officer-a, leader], each: week, anchor: 2026-11-23}
              holidays-file: own.yaml
              escalation:
                - {severity: critical, steps: [{tell: officer}, {after: 15m, tell: leader}], repeat: 30m}
              quiet: {from: "22:00", to: "07:00"}
            """);
    DutyPlan plan = CampusFile.load(file).duty();
    assertThat(plan.people().all().toString()).doesNotContain("13800000000");
    Holidays holidays = plan.roster().holidays();
    assertThat(holidays.kind(LocalDate.of(2026, 10, 1))).isEqualTo(Holidays.Kind.HOLIDAY);
    assertThat(holidays.kind(LocalDate.of(2026, 10, 10))).as("调休").isEqualTo(Holidays.Kind.WORKDAY);
    assertThat(holidays.kind(LocalDate.of(2026, 11, 24))).isEqualTo(Holidays.Kind.HOLIDAY);
    assertThat(holidays.know(2027)).isFalse();
    var shift = plan.roster().at("main", Instant.parse("2026-11-24T02:00:00Z")).orElseThrow();
    assertThat(shift.who(Role.OFFICER)).contains("leader");
    assertThat(plan.policies().all()).hasSize(1);
    assertThat(CampusFile.load(file).only(Sites.ALL, file).duty().sites()).containsExactly("main");
  }
}
