// What scripts add on citizens' pages. Every page works without them.

import { Button, Checkboxes, ErrorSummary, NotificationBanner, Radios, createAll } from 'govuk-frontend'

import { watchTimeout } from './timeout.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
createAll(Button, { preventDoubleClick: true })
createAll(Checkboxes)
createAll(ErrorSummary)
createAll(NotificationBanner)
createAll(Radios)
document.querySelectorAll('[data-timeout]').forEach(watchTimeout)
