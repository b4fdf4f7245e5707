// Circles on the ground: how far "near" reaches, and the discs of holdings.

export const KM_A_PIXEL = 40_075 / 512; // at the equator, at zoom 0

const CORNERS = 48;
const KM_A_DEGREE = 111.32;

export function circle(lon: number, lat: number, km: number): GeoJSON.Polygon {
  const flat = Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  const north = km / KM_A_DEGREE;
  const ring = Array.from({ length: CORNERS + 1 }, (_, at) => {
    const turn = ((at % CORNERS) / CORNERS) * 2 * Math.PI;
    return [lon + (north / flat) * Math.cos(turn), lat + north * Math.sin(turn)];
  });
  return { type: 'Polygon', coordinates: [ring] };
}

/** West, south, east, north of a circle. */
export function about(lon: number, lat: number, km: number): [number, number, number, number] {
  const flat = Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  const north = km / KM_A_DEGREE;
  return [lon - north / flat, Math.max(-85, lat - north), lon + north / flat, Math.min(85, lat + north)];
}
