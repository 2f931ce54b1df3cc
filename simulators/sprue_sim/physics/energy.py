"""What a press draws from the mains in each part of its cycle. Pure functions."""

from sprue_sim.physics import Real

BAR_CM3_KW = 1e-4  # 1 bar x 1 cm³/s = 0.1 W
S_PER_H = 3600


def injection_power_kw(pressure_bar: Real, flow_cm3_s: Real, efficiency: float) -> Real:
    """Electric power to push melt, kW: hydraulic work over the drive's efficiency.

    >>> round(injection_power_kw(800, 60, 0.75), 2)
    6.4
    """
    return pressure_bar * flow_cm3_s * BAR_CM3_KW / efficiency


def melting_power_kw(flow_g_s: Real, heat_capacity_j_kgk: float, heated_k: Real, efficiency: float) -> Real:
    """Electric power of the screw while it melts, kW: the melt's heat over the drive's efficiency.

    >>> round(melting_power_kw(10, 2600, 190, 0.8), 2)
    6.17
    """
    return flow_g_s * 1e-3 * heat_capacity_j_kgk * heated_k * 1e-3 / efficiency


def energy_kwh(power_kw: Real, seconds: Real) -> Real:
    """Energy of a stretch at one power, kWh.

    >>> energy_kwh(9, 20)
    0.05
    """
    return power_kw * seconds / S_PER_H


def specific_energy_kwh_kg(energy: Real, weight_g: Real) -> Real:
    """Energy per kilogram moulded; electric presses 0.2-0.5, hydraulic 0.6-1.2 when steady."""
    return energy / (weight_g * 1e-3)
