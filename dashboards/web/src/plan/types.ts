/** A point on a plan, as parts of its width and height from the upper left corner. */
export interface Spot {
  point: string;
  x: number;
  y: number;
}

export interface FloorPlan {
  /** The site, or `site:building`. */
  id: string;
  site: string;
  building?: string;
  digest: string;
  by: string;
  at: string;
  points: Spot[];
}
