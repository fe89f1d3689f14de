package org.campussentry.ingest.reading;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sites, areas, departments and expected gateways of {@code campus.yaml}. Immutable.
 *
 * <p>What it does not list is still stored and shown by its path, marked unexpected.
 */
public record Campus(
    ZoneId timezone,
    Map<String, Site> sites,
    Map<String, Department> departments,
    Map<String, Gateway> gateways,
    List<Contact> contacts) {

  /**
   * A site (校区) with its areas by path, in the order of the file.
   *
   * @param buildings names of buildings by the first part of the paths of their areas; one that is
   *     not named goes by what its areas have in common
   */
  public record Site(
      String name, String nameEn, Map<String, Building> buildings, Map<String, Area> areas) {
    public Site {
      buildings = buildings == null ? Map.of() : buildings;
      areas = areas == null ? Map.of() : areas;
    }

    /** Without names of buildings. */
    public Site(String name, String nameEn, Map<String, Area> areas) {
      this(name, nameEn, Map.of(), areas);
    }

    /** Whether a path of an area begins with it. */
    public boolean hasBuilding(String id) {
      return areas.keySet().stream().anyMatch(path -> building(path).equals(id));
    }
  }

  /** A building (楼宇). */
  public record Building(String name, String nameEn) {}

  /** Whom to call in an emergency, such as the hospital; no person of the rota. */
  public record Contact(String name, String nameEn, String telephone) {}

  /**
   * An area (区域).
   *
   * @param owner id of the department that answers for it (责任部门); may be null
   * @param tags words by which rules find areas of a kind
   */
  public record Area(String name, String nameEn, String owner, Set<String> tags) {
    public Area {
      tags = tags == null ? Set.of() : tags;
    }

    /** Without tags. */
    public Area(String name, String nameEn, String owner) {
      this(name, nameEn, owner, Set.of());
    }
  }

  /** A department (部门). */
  public record Department(String name, String nameEn) {}

  /** A gateway that is expected to report. */
  public record Gateway(String site, String name, String nameEn) {}

  public Campus {
    departments = departments == null ? Map.of() : departments;
    gateways = gateways == null ? Map.of() : gateways;
    sites = sites == null ? Map.of() : sites;
    contacts = contacts == null ? List.of() : List.copyOf(contacts);
  }

  /** Without emergency contacts. */
  public Campus(
      ZoneId timezone,
      Map<String, Site> sites,
      Map<String, Department> departments,
      Map<String, Gateway> gateways) {
    this(timezone, sites, departments, gateways, List.of());
  }

  /** The building of an area: the first part of its path. */
  public static String building(String area) {
    int slash = area.indexOf('/');
    return slash < 0 ? area : area.substring(0, slash);
  }

  /** What of it concerns these sites; departments are those of all. */
  public Campus only(Sites own) {
    Map<String, Site> ownSites = new LinkedHashMap<>(sites);
    ownSites.keySet().removeIf(site -> !own.has(site));
    Map<String, Gateway> ownGateways = new LinkedHashMap<>(gateways);
    ownGateways.values().removeIf(gateway -> !own.has(gateway.site()));
    return new Campus(timezone, ownSites, departments, ownGateways, contacts);
  }

  public boolean expects(String gateway) {
    return gateways.containsKey(gateway);
  }

  /** The area's entry, or one named by its path when the file does not list it. */
  public Area area(String site, String path) {
    Site known = sites.get(site);
    Area area = known == null ? null : known.areas().get(path);
    return area == null ? new Area(path, path, null) : area;
  }

  public boolean lists(String site, String path) {
    Site known = sites.get(site);
    return known != null && known.areas().containsKey(path);
  }
}
