"""What `benchmarks.ar` and the end-to-end test share: a camera stream whose truth is known."""
