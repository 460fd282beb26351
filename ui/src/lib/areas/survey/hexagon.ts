// Where the corners of the interest hexagon lie, clockwise from the top.

export interface Point {
  x: number;
  y: number;
}

/** The point of corner `at` of `corners`, `share` of the way from the centre to the outer ring. */
export function corner(
  centre: Point,
  radius: number,
  at: number,
  corners: number,
  share = 1,
): Point {
  const angle = (at / corners) * 2 * Math.PI - Math.PI / 2;
  const reach = radius * Math.min(Math.max(share, 0), 1);
  return {
    x: round(centre.x + Math.cos(angle) * reach),
    y: round(centre.y + Math.sin(angle) * reach),
  };
}

/** The points of a closed shape with one share per corner, for <polygon>. */
export function shape(centre: Point, radius: number, shares: number[]): string {
  return shares
    .map((share, at) => corner(centre, radius, at, shares.length, share))
    .map(({ x, y }) => `${x},${y}`)
    .join(' ');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
