// Compiles the style sheets (left to right, and mirrored) and the scripts into portal/static/build.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { buildSync, transformSync } from 'esbuild'
import rtlcss from 'rtlcss'
import { compile } from 'sass'

const look = dirname(fileURLToPath(import.meta.url))
const root = join(look, '..', '..')
const out = join(look, '..', 'static', 'build')

// The language features that phones from 2018 on understand.
const css = { loader: 'css', minify: true, target: ['safari12', 'chrome70', 'firefox65'] }
const js = { bundle: true, minify: true, format: 'iife', target: 'es2018', legalComments: 'none' }

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })

for (const name of ['citizen', 'desk']) {
  const source = compile(join(look, `${name}.scss`), {
    loadPaths: [join(root, 'node_modules', 'govuk-frontend', 'dist', 'govuk')],
    quietDeps: true
  }).css
  writeFileSync(join(out, `${name}.css`), transformSync(source, css).code)
  writeFileSync(join(out, `${name}.rtl.css`), transformSync(rtlcss.process(source), css).code)
}
buildSync({ ...js, entryPoints: [join(look, 'citizen.js')], outfile: join(out, 'citizen.js') })
