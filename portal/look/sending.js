// Evidence files: sent in pieces as soon as they are chosen. A lost connection stops nothing: they go on
// by themselves, and after a reload when the same file is chosen again (services/online/sending.py).
// Without scripts, and where the browser or the line does not let us, the form sends them whole.

const SMALLEST = 16384
const LARGEST = 524288
const SECOND_MS = 1000
const LONGEST_PAUSE_MS = 30 * SECOND_MS
const PATIENCE_MS = 90 * SECOND_MS // more than looking into a whole file takes
const SAY_AGAIN_MS = 10 * SECOND_MS

async function hash (file) {
  const digest = await crypto.subtle.digest('SHA-256', await new Response(file).arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function watchFiles (form) {
  if (!window.isSecureContext) return // then there is no crypto.subtle
  const token = form.querySelector('[name=csrfmiddlewaretoken]').value
  const areas = form.querySelectorAll('[data-sending]')
  const buttons = new Map()
  let queue = []
  let busy = false
  let pressed = false
  let off = false
  let saidAt

  function say (area, text, name) {
    const said = text.replace('{file}', () => name)
    const place = area.querySelector('[role=status]')
    if (place.textContent !== said) place.textContent = said
    saidAt = Date.now()
  }

  function leave (job) {
    const held = job.line.contains(document.activeElement)
    job.line.remove()
    if (held) document.getElementById(job.area.dataset.sending).focus()
  }

  function show (job, share) {
    const percent = Math.floor(100 * share)
    job.bar.value = percent
    job.bar.nextElementSibling.textContent = `${percent}%`
    if (Date.now() - saidAt > SAY_AGAIN_MS) say(job.area, `${job.area.dataset.begins} ${percent}%`, job.file.name)
  }

  async function ask (job, address, method, body, headers) {
    job.stop = new AbortController()
    const timer = setTimeout(() => job.stop.abort(), PATIENCE_MS)
    try {
      const answer = await fetch(address, { method, body, headers: { 'X-CSRFToken': token, ...headers }, signal: job.stop.signal })
      if (answer.ok) return answer
      const { title, code } = await answer.json().catch(() => ({}))
      const later = answer.status > 499 || answer.status === 429
      const again = later || code === 'piece_out_of_place' || code === 'file_gone'
      throw { code, title: later || !again ? title : '', final: !again, blocked: !again && !code }
    } finally {
      clearTimeout(timer)
    }
  }

  async function send (job) {
    const { area, file } = job
    const { begins, lost, mostBytes } = area.dataset
    const { files, row } = form.dataset
    const question = area.querySelector('[type=file]').name.replace(/-files$/, '')
    const sha256 = file.size > mostBytes ? '0'.repeat(64) : await hash(file)
    let size = 4 * SMALLEST
    let pause = SECOND_MS
    say(area, begins, file.name)
    while (!job.over) {
      try {
        const about = { question, row, sha256, name: file.name, size: file.size }
        let answer = await ask(job, files, 'POST', new URLSearchParams(about))
        job.place = answer.headers.get('Location')
        const [id] = job.place.split('/').slice(-2)
        const before = area.querySelector(`[value="${id}"]`)
        if (before) before.closest('li').remove()
        while (answer.headers.get('Upload-Complete') !== '?1') {
          const at = Number(answer.headers.get('Upload-Offset'))
          const end = Math.min(at + size, file.size)
          const since = Date.now()
          show(job, at / file.size)
          answer = await ask(job, job.place, 'PATCH', file.slice(at, end), {
            'Content-Type': 'application/partial-upload',
            'Upload-Offset': at,
            'Upload-Complete': end === file.size ? '?1' : '?0'
          })
          if (pause > SECOND_MS) say(area, begins, file.name)
          pause = SECOND_MS
          size = Date.now() - since < SECOND_MS ? Math.min(2 * size, LARGEST) : Math.max(size / 2, SMALLEST)
        }
        return
      } catch (failure) {
        if (failure.final || job.over) throw failure
        if (!failure.code || failure.title) say(area, failure.title || lost, file.name)
        size = SMALLEST
        await new Promise((resolve) => {
          job.wake = resolve
          addEventListener('online', resolve, { once: true })
          setTimeout(resolve, pause)
        })
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS)
      }
    }
  }

  function cancel (job) {
    job.over = true
    queue = queue.filter((other) => other !== job)
    leave(job)
    say(job.area, '')
    if (job.stop) job.stop.abort()
    if (job.wake) job.wake()
    if (job.place) fetch(job.place, { method: 'DELETE', headers: { 'X-CSRFToken': token } }).catch(() => {})
  }

  function refuse (job, failure) {
    const { area, line } = job
    const why = document.createElement('p')
    const many = failure.code === 'too_many_files' // which it is does not matter
    why.className = 'govuk-error-message'
    why.setAttribute('role', 'alert')
    if (!many) why.append(line.querySelector('bdi'), ': ')
    why.append(failure.title || area.dataset.failed)
    line.textContent = ''
    line.append(why)
    say(area, '')
    if (!many) return
    queue.filter((other) => other.area === area).forEach(leave)
    queue = queue.filter((other) => other.area !== area)
  }

  // The page itself says what has arrived, in its own words.
  async function refresh (area) {
    const text = await (await fetch(location.href)).text()
    const fresh = new DOMParser().parseFromString(text, 'text/html').querySelector(`[data-sending="${area.dataset.sending}"]`)
    if (!fresh) return
    area.querySelectorAll('[data-arrived]').forEach((line) => line.remove())
    area.firstElementChild.replaceWith(fresh.firstElementChild)
    if (!fresh.querySelector('[type=file]')) {
      const old = area.children[1]
      const held = old.contains(document.activeElement)
      old.replaceWith(fresh.children[0])
      if (held) document.getElementById(area.dataset.sending).focus()
    }
  }

  async function work () {
    busy = true
    let wrong = false
    while (queue.length) {
      const job = queue.shift()
      try {
        await send(job)
        if (job.over) continue
        show(job, 1)
        job.line.dataset.arrived = ''
        job.line.querySelector('button').remove()
        say(job.area, job.area.dataset.arrived, job.file.name)
      } catch (failure) {
        if (job.over) continue
        wrong = true
        refuse(job, failure)
        if (!failure.blocked) continue
        off = true
        buttons.forEach((button, area) => area.children[1].append(button))
      }
    }
    for (const area of areas) await refresh(area).catch(() => {})
    busy = false
    if (queue.length) work()
    else if (pressed && !wrong) HTMLFormElement.prototype.submit.call(form)
    else pressed = false
  }

  form.addEventListener('change', ({ target }) => {
    if (off || target.type !== 'file') return
    const area = target.closest('[data-sending]')
    area.querySelectorAll('.govuk-error-message').forEach((old) => old.closest('li') && old.closest('li').remove())
    for (const file of target.files) {
      const line = area.querySelector('template').content.firstElementChild.cloneNode(true)
      const job = { area, file, line, bar: line.querySelector('progress') }
      line.querySelector('bdi').textContent = file.name
      line.querySelector('button span').textContent += file.name
      line.querySelector('button').addEventListener('click', () => cancel(job))
      job.bar.setAttribute('aria-label', file.name)
      area.querySelector('[data-lines]').append(line)
      queue.push(job)
    }
    target.value = ''
    if (!busy) work()
  })

  // Continue waits for what is on its way. Other buttons leave it: it goes on when the file is chosen again.
  form.addEventListener('submit', (event) => {
    if (!busy || !event.submitter || event.submitter.name) return
    event.preventDefault()
    pressed = true
    areas.forEach((area) => say(area, area.dataset.then))
  })
  // Files go as they are chosen, so the button to send them is not needed.
  areas.forEach((area) => {
    const button = area.querySelector('[name=step-then][value=upload]')
    if (!button) return
    buttons.set(area, button)
    button.remove()
  })
}
