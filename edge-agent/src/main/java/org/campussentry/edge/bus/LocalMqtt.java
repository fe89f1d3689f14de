package org.campussentry.edge.bus;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.campussentry.edge.config.Secret;
import org.campussentry.edge.config.Section;

/**
 * A broker on the campus' side of the gateway to which devices publish by themselves, such as
 * Zigbee2MQTT or Tasmota do. It has to speak MQTT 5.
 *
 * @param url mqtt://, host and port
 */
public record LocalMqtt(String name, URI url, Optional<String> username, Optional<Secret> password)
    implements Bus {
  private static final int PORT_MAX = 65_535;

  static LocalMqtt read(String name, Section keys) {
    return new LocalMqtt(name, url(keys), keys.text("username"), keys.password());
  }

  private static URI url(Section keys) {
    String text = keys.required("url", "mqtt://127.0.0.1:1883");
    try {
      URI url = URI.create(text);
      boolean plain = "mqtt".equals(url.getScheme()) && url.getHost() != null;
      boolean port = url.getPort() != 0 && url.getPort() <= PORT_MAX;
      if (text.isEmpty() || (plain && port && url.getUserInfo() == null)) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    keys.error(
        "url",
        "is not such as mqtt://HOST:1883, with a port from 1 to 65535. A local broker is reached"
            + " without encryption; put it on this machine or on a wire of its own.");
    return URI.create("mqtt://invalid");
  }

  /** Nothing is asked, so there is nothing to wait for. */
  @Override
  public Duration timeout() {
    return TIMEOUT_MIN;
  }

  @Override
  public int retries() {
    return 0;
  }

  @Override
  public Address address(Section device) {
    String topic = device.required("topic", "zigbee2mqtt/dorm-3-201");
    List<String> availability = device.list("availability");
    plain(device, "topic", topic);
    availability.forEach(name -> plain(device, "availability", name));
    return new Address.Topic(topic, availability);
  }

  private static void plain(Section device, String key, String topic) {
    if (topic.contains("#") || topic.contains("+")) {
      device.error(
          key, "is `%s`, but # and + stand for many devices. Name one topic.".formatted(topic));
    }
  }

  /** The address as Paho wants it. */
  String address() {
    return "tcp://%s:%d".formatted(url.getHost(), url.getPort() < 0 ? 1883 : url.getPort());
  }

  @Override
  public Line open(InstantSource ticks, Wiretap tap) {
    return new Subscription(this, ticks, tap);
  }

  @Override
  public String place() {
    return "bus %s (%s)".formatted(name, url);
  }

  @Override
  public String advice() {
    return "Check `topic:` of each device against what the broker has (`mosquitto_sub -v -t '#'`).";
  }
}
