"""One file per group of features: `FEATURES` says what they mean, `read` what of them a shot tells."""
