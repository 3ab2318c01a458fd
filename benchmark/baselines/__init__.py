"""Systems to compare with: each writes predictions in the format of the benchmark."""
