// A long list becomes a box to type in, with the answers that fit below it (ARIA APG, editable
// combobox with list autocomplete). The list itself stays and is what is sent: without scripts it is
// all there is, and what fits none of its answers is sent as it was typed, for the server to explain.

// Without accents, vowel signs and marks between words. (\p{…} would stop all scripts in browsers of 2018.)
const fold = (text) => text.normalize('NFKD').toLowerCase()
  .replace(/[\u0300-\u036f\u064b-\u065f\u0670]/g, '').replace(/[\s'’.,()&/-]+/g, ' ').trim()

function element (name, attributes) {
  const made = document.createElement(name)
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value))
  return made
}

export function watchList (select) {
  const known = [...select.options].filter((option) => option.value).map((option) => ({
    option,
    names: [option.text, ...(option.dataset.also || '').split('|')].map(fold).filter(Boolean)
  }))
  const { id } = select
  const box = element('input', {
    class: 'govuk-input', type: 'text', id, role: 'combobox', autocomplete: select.autocomplete || 'off', spellcheck: 'false',
    'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': `${id}_list`
  })
  for (const name of ['aria-describedby', 'aria-invalid']) {
    if (select.hasAttribute(name)) box.setAttribute(name, select.getAttribute(name))
  }
  const list = element('ul', { class: 'any-suggest__list', id: `${id}_list`, role: 'listbox', 'aria-label': select.dataset.suggest })
  const said = element('div', { class: 'govuk-visually-hidden', role: 'status' })
  const whole = element('div', { class: 'any-suggest' })
  let active = -1

  function close () {
    list.textContent = ''
    active = -1
    box.setAttribute('aria-expanded', 'false')
    box.removeAttribute('aria-activedescendant')
  }

  // The list takes what was typed: one of its answers, or the text itself.
  function take () {
    const typed = fold(box.value)
    const found = known.find((each) => each.names.includes(typed))
    if (found) found.option.selected = true
    else {
      let other = select.querySelector('[data-typed]')
      if (!other) select.append(other = element('option', { 'data-typed': '' }))
      other.value = other.textContent = box.value.trim()
      other.selected = true
    }
  }

  function pick (item) {
    box.value = item.textContent
    close()
    take()
  }

  function suggest () {
    close()
    take()
    const typed = fold(box.value)
    const begins = (each) => each.names.some((name) => name.startsWith(typed))
    const fits = known.filter((each) => each.names.some((name) => ` ${name}`.includes(` ${typed}`)))
    const sorted = [...fits.filter(begins), ...fits.filter((each) => !begins(each))]
    list.append(...sorted.map((each, at) => {
      const item = element('li', { id: `${id}_list_${at}`, role: 'option', 'aria-selected': 'false' })
      item.textContent = each.option.text
      return item
    }))
    box.setAttribute('aria-expanded', String(sorted.length > 0))
    setTimeout(() => { said.textContent = `${select.dataset.suggest} ${list.children.length}` }, 800)
  }

  function move (by) {
    const items = [...list.children]
    if (!items.length) return suggest()
    active = (active + by + items.length) % items.length
    items.forEach((item, at) => item.setAttribute('aria-selected', String(at === active)))
    items[active].scrollIntoView({ block: 'nearest' })
    box.setAttribute('aria-activedescendant', items[active].id)
  }

  box.addEventListener('input', suggest)
  box.addEventListener('click', () => { if (!list.children.length) suggest() })
  box.addEventListener('blur', close)
  box.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      move(event.key === 'ArrowDown' ? 1 : active < 0 ? 0 : -1)
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault()
      pick(list.children[active])
    } else if (event.key === 'Escape') close()
  })
  // Before the box loses the focus, and with it the list its items.
  list.addEventListener('mousedown', (event) => {
    event.preventDefault()
    if (event.target.getAttribute('role') === 'option') pick(event.target)
  })

  box.value = select.value ? select.options[select.selectedIndex].text : ''
  select.id = `${id}_all`
  select.hidden = true
  select.before(whole)
  whole.append(box, list, said)
  // Browsers put a box back as it was when someone comes back to the page.
  addEventListener('pageshow', take)
}
