// The land of the earth as paths for maps: the whole world roughly, and finer in 8 times 8 tiles with borders.
// `node land.mjs FOLDER`; run by the front end's build. Shapes from Natural Earth (world-atlas), projected by d3-geo.
// The plane is Mercator's, SIZE units wide: vezi.core.mercator places cities on the same.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoMercator, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";

const SIZE = 32768;
const TILES = 8;
const OVERLAP = 24;
const folder = process.argv[2];
const atlas = (name) => JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`world-atlas/${name}.json`)));

const paths = (x0, y0, x1, y1, digits) =>
  geoPath(
    geoMercator()
      .scale(SIZE / (2 * Math.PI))
      .translate([SIZE / 2, SIZE / 2])
      .clipExtent([[x0, y0], [x1, y1]]),
  ).digits(digits);

const written = (name, parts) => {
  const drawn = Object.entries(parts).filter(([, path]) => path);
  if (!drawn.length) return false;
  const inside = drawn.map(([id, path]) => `<path id="${id}" d="${path}"/>`).join("");
  writeFileSync(`${folder}/${name}.svg`, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}">${inside}</svg>`);
  return true;
};

mkdirSync(folder, { recursive: true });
const rough = atlas("land-110m");
written("world", { land: paths(0, 0, SIZE, SIZE, 0)(feature(rough, rough.objects.land)) });

const fine = atlas("countries-50m");
const land = feature(fine, fine.objects.land);
const borders = mesh(fine, fine.objects.countries, (one, other) => one !== other);
const step = SIZE / TILES;
const tiles = {};
for (let row = 0; row < TILES; row += 1) {
  for (let column = 0; column < TILES; column += 1) {
    const [x, y] = [column * step, row * step];
    const path = paths(x - OVERLAP, y - OVERLAP, x + step + OVERLAP, y + step + OVERLAP, 0);
    const name = `${column}-${row}`;
    const parts = { land: path(land), borders: path(borders) };
    if (written(name, parts)) tiles[name] = Object.keys(parts).filter((id) => parts[id]);
  }
}
writeFileSync(`${folder}/tiles.json`, JSON.stringify(tiles));
