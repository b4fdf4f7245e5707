"""What stands behind incidents: voices, disputes, holdings, labels, headlines against their text. No verdicts."""
