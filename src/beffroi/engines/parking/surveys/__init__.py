"""Surveys of parking: who stands where, for how long, by the rule or not, and who pays."""
