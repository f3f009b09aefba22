// Under a text: how many letters are left, seen at once and said when the typing pauses.

export function watchLength (note) {
  const box = document.getElementById(note.id.replace(/_limit$/, ''))
  const { limit, left, over } = note.dataset
  const seen = document.createElement('div')
  seen.className = note.className
  seen.setAttribute('aria-hidden', 'true')
  const said = document.createElement('div')
  said.className = 'govuk-visually-hidden'
  said.setAttribute('aria-live', 'polite')
  let pause

  function count () {
    // As the server counts: every sign once, whatever its alphabet.
    const rest = limit - [...box.value.trim()].length
    seen.textContent = rest < 0 ? `${over} ${-rest}` : `${left} ${rest}`
    seen.classList.toggle('govuk-error-message', rest < 0)
    clearTimeout(pause)
    pause = setTimeout(() => { said.textContent = seen.textContent }, 1000)
  }

  note.classList.add('govuk-visually-hidden')
  note.after(seen, said)
  box.addEventListener('input', count)
  addEventListener('pageshow', count)
}
