"""The desk: staff help people over the phone, on paper and at the counter."""
