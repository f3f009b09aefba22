// What scripts add on every page. Each page works without them.

import { Button, ErrorSummary, NotificationBanner, createAll } from 'govuk-frontend'

import { watchChoices } from './choices.js'
import { watchLength } from './limit.js'
import { watchFiles } from './sending.js'
import { watchList } from './suggest.js'
import { watchTimeout } from './timeout.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
createAll(Button, { preventDoubleClick: true })
createAll(ErrorSummary)
createAll(NotificationBanner)
document.querySelectorAll('[data-choices]').forEach(watchChoices)
document.querySelectorAll('[data-limit]').forEach(watchLength)
document.querySelectorAll('form[data-files]').forEach(watchFiles)
document.querySelectorAll('[data-suggest]').forEach(watchList)
document.querySelectorAll('[data-timeout]').forEach(watchTimeout)
