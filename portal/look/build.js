// Compiles the style sheets (left to right, and mirrored) and the scripts into portal/static/build.

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { buildSync, transformSync } from 'esbuild'
import postcss from 'postcss'
import rtlcss from 'rtlcss'
import { compile } from 'sass'

const look = dirname(fileURLToPath(import.meta.url))
const govuk = join(look, '..', '..', 'node_modules', 'govuk-frontend', 'dist', 'govuk')
const out = join(look, '..', 'static', 'build')

// What browsers of 2018 on understand.
const css = { loader: 'css', minify: true, target: ['safari12', 'chrome70', 'firefox65'] }
const js = { bundle: true, minify: true, format: 'iife', target: 'es2018', legalComments: 'none' }

// Variants that come with the package's components and that no page of ours has.
const UNUSED = new RegExp([
  '--(small|inverse|interruption|disabled|dragging)',
  '-from-desktop', 'exit-this-page', 'file-upload-(button|wrapper)', 'drop-zone',
  'panel__actions', 'link-image', 'link--muted', 'section-break--xl', 'section-break--l',
  'summary-list--no-border', 'row--no-border', '__link-label', 'input--extra-letter-spacing',
  'govuk-body-lead', 'label--xl', 'legend--xl', 'caption--(xl|l)', 'small-text-until',
  '(input|select|textarea)--error', 'main-wrapper--', ':-moz-focusring',
  'summary-card', 'notification-banner__link', 'column-(full|one-quarter|three-quarters)',
  'task-list__hint', 'cannot-start-yet', 'hidden-focusable', 'govuk-caption-xl', 'govuk-body-m'
].join('|'))

function trim (sheet) {
  sheet.walkRules((rule) => {
    const kept = rule.selectors.filter((selector) => !UNUSED.test(selector.replace(/:not\(.*?\)/g, '')))
    if (!kept.length) rule.remove()
    else if (kept.length < rule.selectors.length) rule.selectors = kept
  })
  sheet.walkAtRules((at) => {
    if (at.nodes && !at.nodes.length) at.remove()
  })
  // Every browser above knows custom properties, so their fall-backs are never read.
  sheet.walkDecls((declaration) => {
    declaration.value = declaration.value.replace(/var\((--govuk-[a-z-]+), #[0-9a-f]+\)/gi, 'var($1)')
  })
}

function write (name, source) {
  writeFileSync(join(out, name), transformSync(source, css).code)
}

mkdirSync(out, { recursive: true })
for (const name of ['citizen', 'desk']) {
  const { css: compiled } = compile(join(look, `${name}.scss`), { loadPaths: [govuk], quietDeps: true })
  const sheet = postcss.parse(compiled)
  trim(sheet)
  write(`${name}.css`, sheet.toString())
  write(`${name}.rtl.css`, rtlcss.process(sheet.toString()))
}
buildSync({ ...js, entryPoints: [join(look, 'citizen.js')], outfile: join(out, 'citizen.js') })
