"""The report for the regional office: which days, what is counted, what may be told of it. No clock."""
