package org.campussentry.ingest;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.amend.EntryReader;
import org.campussentry.ingest.amend.Written;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.supply.Item;

/**
 * {@code supplies:} of the campus file: what is kept in stock; and how that of the page is read.
 * Immutable.
 */
final class SupplyKeys implements EntryReader<Item> {
  /**
   * An item.
   *
   * @param on false: it is not kept in stock any more
   * @param minimum less is too little, in its unit
   * @param agent as plans of disinfection call it
   * @param strength mg of active substance in one unit
   * @param area where it is kept
   */
  record Keys(
      String id,
      Boolean on,
      String site,
      String name,
      String nameEn,
      String unit,
      String unitEn,
      Double minimum,
      String agent,
      Double strength,
      String area) {}

  private final List<Written<Item>> base;
  private final Campus campus;

  private SupplyKeys(List<Written<Item>> base, Campus campus) {
    this.base = List.copyOf(base);
    this.campus = campus;
  }

  /**
   * Of a file.
   *
   * @param keys may be null: then nothing is kept in stock, until somebody enters it on the page
   */
  static SupplyKeys of(Path file, List<Keys> keys, Campus campus) throws ConfigException {
    EntryKeys at = new EntryKeys(Optional.of(file), campus);
    List<Written<Item>> base = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Keys item : keys == null ? List.<Keys>of() : keys) {
      String pointer = "/supplies/" + base.size();
      if (!ids.add(String.valueOf(item.id()))) {
        throw at.bad(pointer, "item '" + item.id() + "' is there twice");
      }
      base.add(written(at, pointer, item, Written.Origin.CAMPUS));
    }
    SupplyKeys supplies = new SupplyKeys(base, campus);
    try {
      supplies.refuse(
          base.stream().filter(Written::on).map(Written::value).toList(), Instant.EPOCH);
    } catch (IllegalArgumentException e) {
      throw at.bad("/supplies", e.getMessage());
    }
    return supplies;
  }

  private static Written<Item> written(
      EntryKeys at, String pointer, Keys keys, Written.Origin origin) throws ConfigException {
    Item item = item(at, pointer, keys);
    boolean on = !Boolean.FALSE.equals(keys.on());
    return new Written<>(item.id(), item.site(), item, YamlFile.json(keys), on, origin);
  }

  private static Item item(EntryKeys at, String pointer, Keys keys) throws ConfigException {
    String id = at.id(pointer, keys.id());
    String site = at.site(pointer, keys.site());
    if (keys.area() != null) {
      at.known(pointer, site, keys.area());
    }
    if (keys.minimum() == null || keys.minimum() < 0) {
      throw at.bad(pointer, "`minimum` is the least that should be there, 0 or more");
    }
    String name = at.text(pointer, "name", keys.name());
    String unit = at.text(pointer, "unit", keys.unit());
    return new Item(
        id,
        site,
        name,
        keys.nameEn() == null ? name : keys.nameEn(),
        unit,
        keys.unitEn() == null ? unit : keys.unitEn(),
        keys.minimum(),
        agent(at, pointer, keys),
        Optional.ofNullable(keys.area()));
  }

  private static Optional<Item.Agent> agent(EntryKeys at, String pointer, Keys keys)
      throws ConfigException {
    if ((keys.agent() == null) != (keys.strength() == null)) {
      throw at.bad(
          pointer,
          "`agent` and `strength` go together: the agent as plans call it, and the milligrams of"
              + " active substance in one unit, 50000 for a litre of 5 %");
    }
    if (keys.agent() == null) {
      return Optional.empty();
    }
    if (keys.strength() <= 0) {
      throw at.bad(pointer, "`strength` is in mg a unit, more than 0");
    }
    return Optional.of(new Item.Agent(at.text(pointer, "agent", keys.agent()), keys.strength()));
  }

  /** What of it concerns some sites. */
  SupplyKeys only(Campus concerned) {
    return new SupplyKeys(
        base.stream().filter(w -> concerned.sites().containsKey(w.site())).toList(), concerned);
  }

  @Override
  public List<Written<Item>> base() {
    return base;
  }

  @Override
  public Written<Item> read(String json) {
    try {
      Keys keys = YamlFile.json(json, Keys.class);
      return written(new EntryKeys(Optional.empty(), campus), "", keys, Written.Origin.PAGE);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** What a sprayer used would be taken from both. */
  @Override
  public void refuse(List<Item> together, Instant now) {
    Map<String, String> byAgent = new HashMap<>();
    for (Item item : together) {
      if (item.agent().isPresent()) {
        String agent = item.agent().get().name();
        String other = byAgent.putIfAbsent(item.site() + "|" + agent, item.id());
        if (other != null) {
          throw new IllegalArgumentException(
              "items '%s' and '%s' of site '%s' are both agent '%s'; what sprayers use can be taken from one only"
                  .formatted(other, item.id(), item.site(), agent));
        }
      }
    }
  }
}
