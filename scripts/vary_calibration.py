"""What a calibration makes of decisions that are drawn, where the model is right and where it is off.

    python scripts/vary_calibration.py [--runs 100]

Draws decisions on 30, 60 and 200 pairs, with the probabilities of possible differences on 170 articles of
news, half of them of values and half of statements, five of a story. Prints how often a line would be
proposed (`compare.review.calibrate`), its mean shift at the centre for values and statements, its mean slope,
and the mean gain in log loss on stories held out. `SHIFT` and `TILT` were chosen by an earlier form of this,
with one intercept for both; `APART` was chosen by hand.
"""

from __future__ import annotations

import argparse

import numpy as np

from compare.linkage.differences.calibration import Line
from compare.review.calibrate import CENTRE, LEAST_EACH, chance, fit, gain, held_out, losses

SHOWN = (
    *(0.14, 0.14, 0.14, 0.14, 0.14, 0.15, 0.15, 0.15, 0.16, 0.16, 0.17, 0.17, 0.19, 0.21, 0.22, 0.24),
    *(0.26, 0.29, 0.3, 0.46, 0.49, 0.6, 0.71),
)
"""Probabilities of the possible differences on the seeds and 170 articles."""

TRUTHS = {
    "as the model says": (0.0, 0.0, 1.0),
    "half as likely": (-0.7, -0.7, 1.0),
    "a third as likely": (-1.0, -1.0, 1.0),
    "twice as likely": (1.0, 1.0, 1.0),
    "statements a third": (0.0, -1.0, 1.0),
    "less told apart": (-0.5, -0.5, 0.6),
}
"""How values and statements lie off the model at the centre, in log-odds, and the slope."""


def main() -> None:
    """Draw, fit and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=100)
    runs = parser.parse_args().runs
    drawn = np.random.default_rng(0)
    shown = np.log(np.array(SHOWN) / (1 - np.array(SHOWN)))
    print(f"{'truth':<20} pairs  proposed  values  statements  slope    gain")
    for name, (values, statements, slope) in TRUTHS.items():
        truth = Line(*(CENTRE * (1 - slope) + off for off in (values, statements)), slope)
        for size in (30, 60, 200):
            lines, gains, helped = [], [], 0
            for _ in range(runs):
                odds, told = drawn.choice(shown, size), drawn.random(size) < 0.5
                right = (drawn.random(size) < chance(truth.log_odds(odds, told))).astype(float)
                if min(right.sum(), size - right.sum()) < LEAST_EACH:
                    continue
                story = np.arange(size) // 5
                unseen = held_out(odds, right, told, story)
                saved, error = gain(losses(chance(odds), right) - losses(unseen, right), story)
                line = fit(odds, right, told)
                lines.append((line.values, line.statements, line.slope))
                gains.append(saved)
                helped += saved > error
            if not lines:
                continue
            *ends, tilt = np.mean(lines, axis=0)
            off = [end - CENTRE * (1 - tilt) for end in ends]
            found = f"{off[0]:>7.2f} {off[1]:>11.2f} {tilt:>6.2f} {np.mean(gains):>7.3f}"
            print(f"{name:<20} {size:>5} {helped / len(lines):>9.2f} {found}")


if __name__ == "__main__":
    main()
