// Warns before a page's time runs out, and extends it when asked. See components/timeout.html.

const MINUTE_MS = 60000
const WARNING_MS = 5 * MINUTE_MS

export function watchTimeout (dialog) {
  const limitMs = Number(dialog.dataset.timeout) * 1000
  const left = dialog.querySelector('[data-timeout-left]')
  const form = dialog.querySelector('form')
  let deadline, timer

  function restart () {
    deadline = Date.now() + limitMs
    schedule(limitMs - WARNING_MS)
  }

  function schedule (delayMs) {
    clearTimeout(timer)
    timer = setTimeout(check, Math.max(delayMs, 0))
  }

  // The clock is asked again each time: a sleeping laptop stops timers, not the session.
  function check () {
    const leftMs = deadline - Date.now()
    if (leftMs <= 0) {
      leave()
      return
    }
    if (leftMs > WARNING_MS) {
      schedule(leftMs - WARNING_MS)
      return
    }
    left.textContent = Math.ceil(leftMs / MINUTE_MS)
    if (!dialog.open) dialog.showModal()
    schedule(leftMs % MINUTE_MS || MINUTE_MS)
  }

  // Leaving presses Save where there is one: what was typed is sent, and kept even if the session is over.
  function leave (event) {
    const save = document.querySelector('[name="step-then"][value="save"]')
    if (event) event.preventDefault()
    dialog.close()
    if (save) save.click()
    else location.assign(dialog.dataset.timeoutLeave)
  }

  async function extend (event) {
    event.preventDefault()
    const answer = await fetch(form.action, { method: 'POST', body: new FormData(form) }).catch(() => null)
    if (!answer || !answer.ok || answer.redirected) {
      leave()
      return
    }
    dialog.close()
    restart()
  }

  form.addEventListener('submit', extend)
  dialog.querySelector('a').addEventListener('click', leave)
  dialog.addEventListener('cancel', extend)
  document.addEventListener('visibilitychange', () => { if (!document.hidden) check() })
  restart()
}
