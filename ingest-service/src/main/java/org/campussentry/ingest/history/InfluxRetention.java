package org.campussentry.ingest.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.influxdb.client.BucketsApi;
import com.influxdb.client.domain.Bucket;
import com.influxdb.client.domain.BucketRetentionRules;
import com.influxdb.exceptions.InfluxException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an InfluxDB keep readings as long as the configuration says, and tells beforehand what goes
 * by it. Where these credentials may not, it says what to do, and storing goes on. Immutable.
 */
final class InfluxRetention {
  private static final Logger log = LoggerFactory.getLogger(InfluxRetention.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OkHttpClient http;
  private final StoreAddress address;
  private final Retention retention;
  private final InstantSource clock;

  InfluxRetention(
      OkHttpClient http, StoreAddress address, Retention retention, InstantSource clock) {
    this.http = http;
    this.address = address;
    this.retention = retention;
    this.clock = clock;
  }

  /** InfluxDB 1: the duration of the database's usual policy. */
  void ofDatabase() throws IOException {
    String name = address.database();
    String command =
        "ALTER RETENTION POLICY \"%s\" ON \"" + name + "\" DURATION " + influxDuration();
    try {
      for (JsonNode policy : rows("SHOW RETENTION POLICIES ON \"" + name + "\"")) {
        boolean usual = policy.path(4).asBoolean();
        if (usual && !policy.path(1).asText().equals(shown())) {
          tellWhatGoes(policy.path(0).asText());
          rows(command.formatted(policy.path(0).asText()));
          log.info("InfluxDB at {} keeps readings {}", address, retention);
        }
      }
    } catch (Refusal e) {
      refused(e.getMessage(), command.formatted("autogen"));
    }
  }

  /** As InfluxDB 1 shows a duration. */
  private String shown() {
    return retention.isForever() ? "0s" : retention.days() * 24 + "h0m0s";
  }

  private String influxDuration() {
    return retention.isForever() ? "INF" : retention.days() + "d";
  }

  private void tellWhatGoes(String policy) throws IOException, Refusal {
    if (retention.isForever()) {
      return;
    }
    Instant oldest = retention.oldest(clock.instant());
    List<JsonNode> old =
        rows("SHOW SHARDS").stream()
            .filter(s -> s.path(1).asText().equals(address.database()))
            .filter(s -> s.path(2).asText().equals(policy))
            .filter(s -> Instant.parse(s.path(5).asText()).isBefore(oldest))
            .toList();
    if (!old.isEmpty()) {
      log.warn(
          "store.retention is {}: {} shards of InfluxDB with readings from {} to {} are older and are deleted now",
          retention,
          old.size(),
          old.stream().map(s -> s.path(4).asText()).min(Comparator.naturalOrder()).orElseThrow(),
          old.stream().map(s -> s.path(5).asText()).max(Comparator.naturalOrder()).orElseThrow());
    }
  }

  /** InfluxDB 2: the rule of the bucket. */
  void ofBucket(BucketsApi buckets) {
    String remedy =
        "influx bucket update --id ID --retention " + (retention.isForever() ? "0" : retention);
    try {
      Bucket bucket = buckets.findBucketByName(address.database());
      if (bucket == null) {
        refused("the bucket is not shown to this token", remedy);
        return;
      }
      List<BucketRetentionRules> rules = bucket.getRetentionRules();
      int seconds = rules.isEmpty() ? 0 : rules.get(0).getEverySeconds();
      if (seconds != retention.days() * 86_400L) {
        log.warn(
            "store.retention is {}: bucket {} kept {} days; what is older is deleted now",
            retention,
            address.database(),
            seconds == 0 ? "all" : seconds / 86_400);
        bucket.setRetentionRules(
            retention.isForever()
                ? List.of()
                : List.of(new BucketRetentionRules().everySeconds(retention.days() * 86_400)));
        buckets.updateBucket(bucket);
      }
    } catch (InfluxException e) {
      refused(String.valueOf(e.getMessage()), remedy);
    }
  }

  /** InfluxDB 3 Core takes it when the database is made, from an administrator. */
  void byHand() {
    log.info(
        "store.retention is {}: InfluxDB at {} is not told by this service; give it to `influxdb3 create database --retention-period`",
        retention,
        address);
  }

  private void refused(String why, String remedy) {
    log.warn(
        "store.retention is {}, but InfluxDB at {} does not let this user set it ({}). An administrator can: {}",
        retention,
        address,
        why,
        remedy);
  }

  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message, null, false, false);
    }
  }

  private List<JsonNode> rows(String command) throws IOException, Refusal {
    FormBody body = new FormBody.Builder().add("q", command).build();
    Request request = new Request.Builder().url(address.http() + "/query").post(body).build();
    try (Response response = http.newCall(request).execute();
        ResponseBody answer = response.body()) {
      JsonNode said = JSON.readTree(answer.byteStream());
      String error = said.path("error").asText(said.at("/results/0/error").asText());
      if (!error.isEmpty()) {
        throw new Refusal(error);
      }
      List<JsonNode> rows = new ArrayList<>();
      for (JsonNode series : said.at("/results/0/series")) {
        series.path("values").forEach(rows::add);
      }
      return rows;
    }
  }
}
