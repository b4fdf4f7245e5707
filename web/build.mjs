// Builds the scripts and styles into src/reportedly/web/static, where they are committed: users need no Node.
//
// MapLibre GL lies beside them as it was published, with its worker as a file of its own, so that a page may forbid
// inline script, eval and blobs. The base map is cut by base/build.mjs, which only has to run when its data change.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const source = new URL('src/', import.meta.url).pathname;
const target = new URL('../src/reportedly/web/static/', import.meta.url).pathname;
const maplibre = require.resolve('maplibre-gl/package.json').replace('package.json', '');
const { version } = JSON.parse(readFileSync(`${maplibre}package.json`, 'utf-8'));

for (const name of readdirSync(target)) if (/\.(js|mjs|css|txt)$/.test(name)) rmSync(`${target}${name}`);
mkdirSync(target, { recursive: true });

const shared = { bundle: true, minify: true, target: 'es2022', legalComments: 'none', logLevel: 'warning', charset: 'utf8' };
await build({ ...shared, entryPoints: [`${source}theme.ts`], format: 'iife', outdir: target });
await build({
  ...shared,
  entryPoints: ['map', 'mini', 'page', 'review'].map((name) => `${source}${name}.ts`),
  format: 'esm',
  outdir: target,
  splitting: true,
  chunkNames: 'shared-[hash]',
  define: { MAPLIBRE_WORKER: JSON.stringify(`/static/maplibre-gl-worker-${version}.mjs`) },
  alias: { 'maplibre-gl': `/static/maplibre-gl-${version}.mjs` },
  external: ['/static/*'],
});
await build({ ...shared, entryPoints: [`${source}app.css`], outdir: target, external: ['/static/*'] });
await build({ ...shared, entryPoints: [`${maplibre}dist/maplibre-gl.css`], outfile: `${target}maplibre-gl.css`, loader: { '.svg': 'dataurl' } });
for (const part of ['', '-worker']) {
  copyFileSync(`${maplibre}dist/maplibre-gl${part}.mjs`, `${target}maplibre-gl${part}-${version}.mjs`);
}
copyFileSync(`${source}icon.svg`, `${target}icon.svg`);
copyFileSync(`${maplibre}LICENSE.txt`, `${target}maplibre-gl-LICENSE.txt`);
// What the tests of accessibility run with.
copyFileSync(require.resolve('axe-core/axe.min.js'), new URL('../tests/web/browser/axe.min.js', import.meta.url).pathname);
