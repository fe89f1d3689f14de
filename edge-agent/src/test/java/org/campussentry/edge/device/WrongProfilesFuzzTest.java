package org.campussentry.edge.device;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.campussentry.edge.Fuzz;
import org.campussentry.edge.bus.Address;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.bus.Request;
import org.campussentry.edge.config.Problems;
import org.junit.jupiter.api.Test;

/** Profiles that somebody edited badly are refused with a line, or decode whatever comes. */
class WrongProfilesFuzzTest {
  private static final List<Address> ADDRESSES =
      List.of(
          new Address.Unit(1),
          new Address.Alone(),
          new Address.Chip("28-0123456789ab"),
          new Address.Topic("t", List.of()));

  private static List<String> shipped() throws IOException {
    var texts = new ArrayList<String>();
    for (String name : Profiles.SHIPPED) {
      texts.add(Files.readString(Path.of("src/main/resources/profiles", name + ".yaml"), UTF_8));
    }
    return texts;
  }

  private static Answer answer(RandomGenerator random, Request request) {
    if (request instanceof Request.Registers registers) {
      byte[] data = new byte[registers.answerBytes()];
      random.nextBytes(data);
      return new Answer.Data(ByteBuffer.wrap(data));
    }
    if (request instanceof Request.Chip) {
      return new Answer.Measure(random.nextInt());
    }
    String text = Fuzz.one(random, "T=36.5", "{\"temperature\":21.4}", "");
    return new Answer.Text(text + new String(Fuzz.noise(random, 8), ISO_8859_1));
  }

  @Test
  void a_profile_is_refused_with_its_line_or_decodes_whatever_comes() throws IOException {
    List<String> shipped = shipped();
    Fuzz.inputs(
        "profiles",
        2_000,
        random -> {
          String good = shipped.get(random.nextInt(shipped.size()));
          String text = Fuzz.edited(random, good);
          var problems = new Problems();
          var profile = ProfileFile.read("p", "p.yaml", text, problems);
          assertThat(profile.isPresent()).as(text).isEqualTo(problems.errors().isEmpty());
          long lines = text.lines().count() + 1;
          assertThat(problems.errors())
              .as(text)
              .allSatisfy(
                  error -> assertThat(Fuzz.line(error.toString(), "p.yaml")).isBetween(1L, lines));
          profile.ifPresent(found -> decode(random, found));
        });
  }

  private static void decode(RandomGenerator random, Profile profile) {
    for (Address address : ADDRESSES) {
      if (profile.fits(address)) {
        var config =
            new DeviceConfig("x", "b", address, "p", Duration.ofSeconds(1), "canteen-1/hall");
        var device = new Device(config, profile);
        for (int poll = 0; poll < 3; poll++) {
          var answers = device.requests().stream().map(asked -> answer(random, asked)).toList();
          assertThat(device.readings(answers, poll)).isNotNull();
        }
      }
    }
  }
}
