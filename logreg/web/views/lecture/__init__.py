"""The lecture, step by step, beside the desk or on the stage."""
