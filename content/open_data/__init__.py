"""What is published, as open data: CPSV-AP 3.2.0, Open Referral (HSDS 3.0) and schema.org."""
