// Radios and tick boxes: further questions appear with their answer; "none" unticks the others.
//
// Our own, because the package's puts aria-expanded on radios, where ARIA does not allow it.

const HIDDEN = { radio: 'govuk-radios__conditional--hidden', checkbox: 'govuk-checkboxes__conditional--hidden' }

function show (group) {
  group.querySelectorAll('[data-reveals]').forEach((input) => {
    const more = document.getElementById(input.dataset.reveals)
    more.classList.toggle(HIDDEN[input.type], !input.checked)
  })
}

function untick (group, chosen) {
  if (chosen.type !== 'checkbox' || !chosen.checked) return
  const alone = 'exclusive' in chosen.dataset
  group.querySelectorAll(`input[name="${CSS.escape(chosen.name)}"]`).forEach((input) => {
    if (input !== chosen && (alone || 'exclusive' in input.dataset)) input.checked = false
  })
}

export function watchChoices (group) {
  group.addEventListener('change', (event) => {
    untick(group, event.target)
    show(group)
  })
  // Browsers put typed answers back after "pageshow" when someone comes back to a page.
  addEventListener('pageshow', () => show(group))
  show(group)
}
