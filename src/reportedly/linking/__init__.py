"""Claims become incidents: who repeats whom, which claims tell of one happening, and why."""
