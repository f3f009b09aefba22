"""Open Referral: HSDS 3.0, as JSON over HTTP. It speaks one language, the site's own if it can."""
