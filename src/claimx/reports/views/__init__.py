"""From what was found to sheets: one module for each sort of report."""
