"""What is it worth that an attack does not stop the firm for a week?

Expected loss of a year: chance of an attack that stops the firm, times what it then loses: what hours of
presses would have earned and is not caught up (nothing is, on a bottleneck), and setting up everything anew,
by the head because every desk and every press is touched. Groundwork (machines in a network of their own,
copies that have been put back once, updates, no shared password) takes away a share of it, never all. The
whole firm is hit, not the equipped presses.

`loss_eur` is what one attack costs: a year's expectation says nothing of whether the firm survives it.
"""

from collections.abc import Mapping

from sprue_server.firm.firm import Firm, Year
from sprue_server.firm.gains import Figure, Gains


def gains(firm: Firm, year: Year, supposed: Mapping[str, Figure]) -> Gains:
    """An expected loss that becomes smaller; no invoice shows it."""
    earned = year.run_h / firm.days_year * firm.rate_eur_h * supposed["hour_earns_pct"] / 100
    day_eur = earned * (1 if firm.bottleneck else supposed["not_caught_up_pct"] / 100)
    loss = supposed["days_away"] * day_eur + firm.people * supposed["restore_eur"]
    expected = loss * supposed["attack_pct"] / 100
    return Gains(
        avoided_eur=expected * supposed["less_pct"] / 100,
        workings={"loss_eur": loss, "expected_eur": expected, "day_eur": day_eur},
    )
