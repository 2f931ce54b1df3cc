"""Statistical process control: charts, rules, limits that know about time and capability.."""
