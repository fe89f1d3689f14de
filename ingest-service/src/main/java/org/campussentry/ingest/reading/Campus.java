package org.campussentry.ingest.reading;

import java.time.ZoneId;
import java.util.LinkedHashMap;
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
    Map<String, Gateway> gateways) {

  /** A site (校区) with its areas by path, in the order of the file. */
  public record Site(String name, String nameEn, Map<String, Area> areas) {
    public Site {
      areas = areas == null ? Map.of() : areas;
    }
  }

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
  }

  /** What of it concerns these sites; departments are those of all. */
  public Campus only(Sites own) {
    Map<String, Site> ownSites = new LinkedHashMap<>(sites);
    ownSites.keySet().removeIf(site -> !own.has(site));
    Map<String, Gateway> ownGateways = new LinkedHashMap<>(gateways);
    ownGateways.values().removeIf(gateway -> !own.has(gateway.site()));
    return new Campus(timezone, ownSites, departments, ownGateways);
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
